package io.countersign.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MlModelFileTest {
    private static final String FILE = """
            artifact_path: model
            flavors:
              python_function:
                loader_module: mlflow.sklearn
                python_version: 3.11.4
              sklearn:
                sklearn_version: 1.5.0
                serialization_format: cloudpickle
            mlflow_version: 2.17.2
            signature:
              inputs: '[{"type": "double", "name": "income", "required": true}, {"type": "string", "name": "region", "required": false}]'
              outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
              params: null
            utc_time_created: '2026-11-29 10:00:00.000000'
            """;

    @Test
    void signatureFlavoursAndRequirementsAreRead() {
        ModelDescription said =
                MlModelFile.read(bytes(FILE), bytes("# made by mlflow\nscikit-learn==1.5.0\n\nnumpy==1.26\n"));
        assertThat(said.flavors()).containsOnlyKeys("python_function", "sklearn");
        assertThat(said.flavors().get("sklearn")).containsEntry("sklearn_version", "1.5.0");
        assertThat(said.inputs())
                .containsExactly(
                        new ModelDescription.Column("income", "double", true),
                        new ModelDescription.Column("region", "string", false));
        assertThat(said.outputs()).singleElement().satisfies(output -> assertThat(output.type())
                .isEqualTo("int64[-1]"));
        assertThat(said.requirements()).containsExactly("scikit-learn==1.5.0", "numpy==1.26");
        assertThat(said.mlflowVersion()).isEqualTo("2.17.2");
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        assertThat(MlModelFile.read(bytes("just text"), new byte[0])).isEqualTo(ModelDescription.NONE);
        assertThat(MlModelFile.read(bytes("a: [1, 2"), new byte[0])).isEqualTo(ModelDescription.NONE);
        assertThat(MlModelFile.read(bytes("signature: {inputs: 'no json'}"), new byte[0])
                        .inputs())
                .isEmpty();
    }

    @Test
    void tagsOfOtherTypesAndBombsAreNotFollowed() {
        assertThat(MlModelFile.read(bytes("flavors: !!javax.script.ScriptEngineManager []"), new byte[0]))
                .isEqualTo(ModelDescription.NONE);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append("*a")
                    .append(i - 1);
            bomb.append(", *a").append(i - 1).append("]\n");
        }
        assertThat(MlModelFile.read(bytes(bomb.toString()), new byte[0])).isEqualTo(ModelDescription.NONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
