package io.countersign.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @Test
    void tokenLeadsBackToItsOffset() {
        assertThat(PageToken.parse(new PageToken(1000).text())).isEqualTo(new PageToken(1000));
    }

    @Test
    void absentMeansFirstPage() {
        assertThat(PageToken.parse(null).offset()).isZero();
        assertThat(PageToken.parse("").offset()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "%%%", "b2Zmc2V0Oi0x", "b2Zmc2V0Ojk5OTk5OTk5OTk5OTk5OTk5OTk5"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PageToken.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Invalid page token");
    }

    @Test
    void lastPageHasNoToken() {
        assertThat(Page.of(List.of(1, 2), new PageToken(0), 2).nextPageToken()).isNull();
    }

    @Test
    void oneItemMoreThanThePageMakesAToken() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), new PageToken(4), 2);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(PageToken.parse(page.nextPageToken()).offset()).isEqualTo(6);
    }
}
