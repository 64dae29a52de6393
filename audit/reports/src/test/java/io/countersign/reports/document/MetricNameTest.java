package io.countersign.reports.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricNameTest {
    @Test
    void splitMetricSliceAndBoundAreToldApart() {
        assertThat(MetricName.parse("test/auc")).isEqualTo(new MetricName("test", "auc", "", null));
        assertThat(MetricName.parse("test/auc/age:under_25"))
                .isEqualTo(new MetricName("test", "auc", "age:under_25", null));
        assertThat(MetricName.parse("test/auc/age:under_25/ci_low"))
                .isEqualTo(new MetricName("test", "auc", "age:under_25", "ci_low"));
        assertThat(MetricName.parse("test/auc/ci_high")).isEqualTo(new MetricName("test", "auc", "", "ci_high"));
    }

    @Test
    void namesOfOtherFormsStayWhole() {
        assertThat(MetricName.parse("loss")).isEqualTo(new MetricName("", "loss", "", null));
        assertThat(MetricName.parse("eval/top/5")).isEqualTo(new MetricName("eval", "top/5", "", null));
        assertThat(MetricName.parse("ci_low")).isEqualTo(new MetricName("", "ci_low", "", null));
    }
}
