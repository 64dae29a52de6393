package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inventory as the tables that risk teams have, out and in over HTTP. */
class InventoryTransferIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final Api OWNER = People.as("owner1");
    private static final String IMPORT = "/api/v1/inventory/import";

    @Test
    void tableGoesOutAndComesBackForAnotherModelWithAnEntryForEach() throws Exception {
        String from = described();
        String to = Candidate.good(ENGINEER).model;
        String table = table();
        String row = row(table, from);
        assertThat(row).contains("\"scores \"\"loans\"\",\nand more\"", "'=1+1", "SR 26-2; EU AI Act");

        String imported = head(table) + row.replace(from, to) + row;
        assertThat(written(csv("\uFEFF" + imported))).isEqualTo("1 written, 1 unchanged");
        assertThat(fields(to)).isEqualTo(fields(from));
        assertThat(fields(to).path("limitations").asText()).isEqualTo("=1+1");
        assertThat(row(table(), to).replace(to, from)).isEqualTo(row);
        assertThat(written(csv(imported))).isEqualTo("0 written, 2 unchanged");
        assertThat(revisions(to)).isEqualTo(1);
        assertThat(entries(to)).isEqualTo(1);
    }

    @Test
    void listGoesOutAndComesBackUnchanged() {
        String model = described();
        Map<String, Object> item = Map.of("model", model, "fields", fields(model));
        assertThat(written(OWNER.post(IMPORT, Map.of("items", List.of(item))))).isEqualTo("0 written, 1 unchanged");
    }

    @Test
    void rowsThatCannotBeReadAreAllNamedAndNothingIsWritten() throws Exception {
        String model = described();
        JsonNode before = fields(model);
        Api.Answer refused = csv("model,purpose,exposure,nextRevalidation,origin\r\n" + model + ",changed,1,,\r\n"
                + "a,,9,,\r\n"
                + "b,,,tomorrow,\r\n"
                + "c,,high,,\r\n"
                + "d,,,,elsewhere\r\n"
                + "e,1,2\r\n"
                + ",x,,,\r\n"
                + "nul\0,x,,,\r\n"
                + model + ",twice,,,\r\n");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.json().path("detail").asText()).startsWith("Nothing was imported: 8 of 9 entries");
        assertThat(refused.json().path("refused"))
                .extracting(JsonNode::asText)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("row 2: exposure is 1 to 5, not 9"),
                        one -> assertThat(one).startsWith("row 3: ").contains("tomorrow"),
                        one -> assertThat(one).startsWith("row 4: ").contains("high"),
                        one -> assertThat(one).startsWith("row 5: origin is one of"),
                        one -> assertThat(one).isEqualTo("row 6: it has 3 cells, not 5"),
                        one -> assertThat(one).isEqualTo("row 7: it names no model"),
                        one -> assertThat(one).isEqualTo("row 8: model holds a NUL character"),
                        one -> assertThat(one).isEqualTo("row 9: it names " + model + " for the second time"));
        assertThat(fields(model)).isEqualTo(before);
        assertThat(revisions(model)).isEqualTo(1);
        assertThat(entries(model)).isEqualTo(1);
    }

    @Test
    void rowsThatCannotBeWrittenAreNamedAndTheOthersAreNotWrittenEither() throws Exception {
        String model = described();
        JsonNode before = fields(model);
        Api.Answer refused = csv("model,purpose\r\n" + model + ",changed\r\nno-such-model,x\r\nnor-this,y\r\n");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.json().path("refused"))
                .extracting(JsonNode::asText)
                .hasSize(2)
                .allMatch(one -> one.startsWith("no-such-model: ") || one.startsWith("nor-this: "));
        assertThat(fields(model)).isEqualTo(before);
        assertThat(revisions(model)).isEqualTo(1);
        assertThat(entries(model)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "purpose\r\nx\r\n", "model,colour\r\na,red\r\n", "model,model\r\na,a\r\n", "model\r\n\"open"
            })
    void whatIsNoTableOfTheInventoryIsRefused(String text) {
        Api.Answer refused = csv(text);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
    }

    @Test
    void onlyOwnersAndApproversImport() {
        byte[] nothing = "model\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(ENGINEER.post(IMPORT, "text/csv", nothing).status()).isEqualTo(403);
        assertThat(Api.anonymous(Countersign.running().uri())
                        .post(IMPORT, "text/csv", nothing)
                        .status())
                .isEqualTo(401);
        assertThat(OWNER.post(IMPORT, "text/plain", nothing).status()).isEqualTo(415);
    }

    private static String described() {
        String model = Candidate.good(ENGINEER).model;
        Map<String, Object> fields = Map.of(
                "purpose", "scores \"loans\",\nand more",
                "limitations", "=1+1",
                "regulations", List.of("SR 26-2", "EU AI Act"),
                "exposure", 4,
                "nextRevalidation", "2027-03-03");
        Api.Answer put = OWNER.put("/api/v1/models/" + model + "/inventory", Map.of("basedOn", 0, "fields", fields));
        assertThat(put.status()).as(put.toString()).isEqualTo(200);
        return model;
    }

    private static Api.Answer csv(String text) {
        return OWNER.post(IMPORT, "text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("written").asInt() + " written, "
                + answer.json().path("unchanged").asInt() + " unchanged";
    }

    private static String table() {
        Api.Answer exported = ENGINEER.get("/api/v1/inventory/export?format=csv");
        assertThat(exported.status()).as(exported.toString()).isEqualTo(200);
        assertThat(exported.contentType()).startsWith("text/csv");
        return exported.text();
    }

    private static String head(String table) {
        return table.substring(0, table.indexOf("\r\n") + 2);
    }

    /** The model's row with its end; ends of lines within cells are no {@code \r\n} here. */
    private static String row(String table, String model) {
        int begin = table.indexOf("\r\n" + model) + 2;
        return table.substring(begin, table.indexOf("\r\n", begin) + 2);
    }

    private static JsonNode fields(String model) {
        for (JsonNode item : ENGINEER.get("/api/v1/inventory/export").json().path("items")) {
            if (item.path("model").asText().equals(model)) {
                return item.path("fields");
            }
        }
        throw new AssertionError(model + " is not exported");
    }

    private static int revisions(String model) throws SQLException {
        return count(
                "SELECT count(*) FROM registry.inventory_entry i JOIN registry.registered_model m ON m.id = i.model_id"
                        + " WHERE m.name = ?",
                model);
    }

    private static int entries(String model) throws SQLException {
        return count("SELECT count(*) FROM ledger.entry WHERE subject_id = ? AND action LIKE 'inventory.%'", model);
    }

    private static int count(String sql, String argument) throws SQLException {
        try (Connection connection = Countersign.running().database();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, argument);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
