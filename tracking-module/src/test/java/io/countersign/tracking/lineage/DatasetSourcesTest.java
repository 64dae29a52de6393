package io.countersign.tracking.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.LineageNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSourcesTest {
    @ParameterizedTest
    @CsvSource({
        "s3a://lake/loans/2026.parquet/, s3://lake, loans/2026.parquet",
        "gs://lake/loans, gs://lake, loans",
        "abfss://data@acc.dfs.core.windows.net/loans, abfss://data@acc.dfs.core.windows.net, loans",
        "hdfs://nn:8020/loans, hdfs://nn:8020, /loans",
        "https://example.org/loans.csv, https://example.org, /loans.csv",
        "file:///data/loans.csv, file, /data/loans.csv",
        "/data/loans.csv, file, /data/loans.csv"
    })
    void sourcesAreNamedAsOpenLineageNamesThem(String uri, String namespace, String name) {
        assertThat(DatasetSources.origin("{\"uri\":\"" + uri + "\"}")).contains(LineageNode.dataset(namespace, name));
    }

    @Test
    void theUriIsFoundUnderTheNamesThatClientsUse() {
        assertThat(DatasetSources.origin("{\"url\":\"s3://b/k\"}")).contains(LineageNode.dataset("s3://b", "k"));
        assertThat(DatasetSources.origin("{\"path\":\"s3://b/k\"}")).contains(LineageNode.dataset("s3://b", "k"));
        assertThat(DatasetSources.origin("s3://b/k")).contains(LineageNode.dataset("s3://b", "k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "not json",
                "",
                "[]",
                "null",
                "{\"uri\":\"s3://bucket-alone\"}",
                "{\"uri\":\"ftp://h/x\"}",
                "{\"uri\":\"://\"}",
                "{\"uri\":\"s3://b/%zz\"}",
                "{\"path\":\"squad\"}"
            })
    void otherSourcesHaveNoName(String source) {
        assertThat(DatasetSources.origin(source)).isEmpty();
    }
}
