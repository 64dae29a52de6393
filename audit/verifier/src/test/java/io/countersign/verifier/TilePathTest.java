package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"0/000", "0/x001/x234/067", "1/017.p/1", "entries/x001/000.p/255", "63/000.p/9"})
    void addressOfTheSpecificationIsReadAndWritten(String path) {
        assertThat(TilePath.parse(path).orElseThrow().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/1",
                "64/000",
                "00/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/x000/000",
                "0/../000",
                "-1/000"
            })
    void anythingElseIsNone(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Test
    void treeOfSeventyThousandHasTheTilesThatTheSpecificationNames() {
        assertThat(TilePath.holding(0, 69_999, 70_000).path()).isEqualTo("0/273.p/112");
        assertThat(TilePath.holding(1, 272, 70_000).path()).isEqualTo("1/001.p/17");
        assertThat(TilePath.holding(2, 0, 70_000).path()).isEqualTo("2/000.p/1");
        assertThat(new TilePath(0, 272, 256).isIn(70_000)).isTrue();
        assertThat(new TilePath(0, 273, 113).isIn(70_000)).isFalse();
        assertThat(new TilePath(60, 0, 1).isIn(70_000)).isFalse();
    }
}
