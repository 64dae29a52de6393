package io.countersign.samples.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.samples.data.GermanCredit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tribuo.Tribuo;

/**
 * The files of a model artifact, by path below the run's artifacts: the model in Tribuo's protobuf form, an
 * {@code MLmodel} description as MLflow's flavours write it (JSON, which is YAML too), what it needs to run, and the plots.
 */
public final class ModelFiles {

    /** The folder of the model itself, whose URI is the source of a model version. */
    public static final String FOLDER = "model";

    /** As Python prints it, with microseconds. */
    private static final DateTimeFormatter MLFLOW_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainedModel trained;
    private final String runId;
    private final Instant createdAt;

    public ModelFiles(TrainedModel trained, String runId, Instant createdAt) {
        this.trained = trained;
        this.runId = runId;
        this.createdAt = createdAt;
    }

    /** Content by path. */
    public Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(FOLDER + "/model.pb", protobuf());
        files.put(FOLDER + "/MLmodel", bytes(description().toPrettyString() + "\n"));
        files.put(FOLDER + "/pom-dependencies.xml", bytes(dependencies()));
        files.put(FOLDER + "/provenance.txt", bytes(trained.model().getProvenance() + "\n"));
        Plots.of(trained.plan().name(), trained.test().scores())
                .forEach((name, png) -> files.put("plots/" + name, png));
        return files;
    }

    /** The content of {@code MLmodel}, which the call {@code runs/log-model} carries too. */
    public ObjectNode description() {
        ObjectNode description = JSON.createObjectNode();
        description.put("artifact_path", FOLDER);
        description.put("run_id", runId);
        description.put("utc_time_created", MLFLOW_TIME.format(createdAt));
        ObjectNode tribuo = description.putObject("flavors").putObject("tribuo");
        tribuo.put("data", "model.pb");
        tribuo.put("tribuo_version", Tribuo.VERSION);
        tribuo.put("java_version", System.getProperty("java.specification.version"));
        tribuo.put("model_class", trained.model().getClass().getName());
        tribuo.put("requirements", "pom-dependencies.xml");
        tribuo.put("positive_label", trained.plan().target().positive());
        ObjectNode signature = description.putObject("signature");
        signature.put("inputs", inputs().toString());
        signature.put(
                "outputs",
                JSON.createArrayNode().add(column("double", "probability")).toString());
        return description;
    }

    private ArrayNode inputs() {
        ArrayNode inputs = JSON.createArrayNode();
        for (String attribute : trained.plan().features().attributes()) {
            inputs.add(column(GermanCredit.NUMERIC.contains(attribute) ? "long" : "string", attribute));
        }
        return inputs;
    }

    private static ObjectNode column(String type, String name) {
        return JSON.createObjectNode().put("type", type).put("name", name).put("required", true);
    }

    private byte[] protobuf() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            trained.model().serializeToStream(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String dependencies() {
        return """
                <dependencies>
                  <dependency>
                    <groupId>org.tribuo</groupId>
                    <artifactId>tribuo-classification-sgd</artifactId>
                    <version>%1$s</version>
                  </dependency>
                  <dependency>
                    <groupId>org.tribuo</groupId>
                    <artifactId>tribuo-classification-tree</artifactId>
                    <version>%1$s</version>
                  </dependency>
                </dependencies>
                """.formatted(Tribuo.VERSION);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
