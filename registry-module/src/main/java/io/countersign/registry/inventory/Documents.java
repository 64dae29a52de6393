package io.countersign.registry.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.json.Json;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filled forms and uploaded documents about a model or one of its versions: each a new revision, digested and attributed. */
@Dependent
@Transactional
public class Documents {
    private static final Set<Role> WRITERS =
            Set.of(Role.MODEL_OWNER, Role.ENGINEER, Role.VALIDATOR, Role.RISK_APPROVER);
    /** Independent validation is the second line's to tell. */
    private static final Set<Role> VALIDATORS = Set.of(Role.VALIDATOR, Role.RISK_APPROVER);

    private static final int LONGEST_ANSWER = 20_000;
    private static final int LONGEST_TITLE = 300;
    private static final String FORM_TITLE = "form";
    private static final String SELECT =
            "SELECT d.id, m.name, d.version, d.section, d.title, d.revision, d.form, d.media_type, d.size_bytes, d.sha256, d.at,"
                    + " d.by_subject, d.by_name, d.entry_id FROM registry.document d"
                    + " JOIN registry.registered_model m ON m.id = d.model_id WHERE m.deleted_at IS NULL";

    private final RegistryDatabase database;
    private final Models models;
    private final AuditLog audit;

    @Inject
    public Documents(RegistryDatabase database, Models models, AuditLog audit) {
        this.database = database;
        this.models = models;
        this.audit = audit;
    }

    /**
     * A document without its bytes.
     *
     * @param version number of the version that it is about, null for the model
     * @param form whether it is a filled form
     */
    public record Document(
            UUID id,
            String model,
            @Nullable Integer version,
            String section,
            String title,
            int revision,
            boolean form,
            String mediaType,
            long sizeBytes,
            String sha256,
            Instant at,
            Holder by,
            EntryId entry) {}

    /**
     * Fills a form anew; the same answers again write nothing.
     *
     * @throws ProblemException (not found) for an unknown model, version or section, (invalid) for a question that the form
     *     does not have, (forbidden)
     */
    public Document fill(
            String model, @Nullable Integer version, String section, Map<String, String> answers, Actor actor) {
        List<String> questions = Sections.questions(section);
        answers.forEach((question, answer) -> {
            if (!questions.contains(question) || answer == null || answer.length() > LONGEST_ANSWER) {
                throw ProblemException.invalid("The form " + section + " asks " + questions + "; an answer has at most "
                        + LONGEST_ANSWER + " characters; not understood: " + question);
            }
        });
        byte[] content = Digests.canonical(json(new TreeMap<>(answers)));
        return add(model, version, section, FORM_TITLE, true, "application/json", content, actor);
    }

    /** Uploads a document, or its next revision under the same title. @throws ProblemException as {@link #fill} */
    public Document upload(
            String model,
            @Nullable Integer version,
            String section,
            String title,
            String mediaType,
            byte[] content,
            Actor actor) {
        Sections.questions(section);
        if (title.isBlank() || title.length() > LONGEST_TITLE || content.length == 0) {
            throw ProblemException.invalid(
                    "A document has a title of at most " + LONGEST_TITLE + " characters and content");
        }
        return add(model, version, section, title, false, mediaType, content, actor);
    }

    private Document add(
            String model,
            @Nullable Integer version,
            String section,
            String title,
            boolean form,
            String mediaType,
            byte[] content,
            Actor actor) {
        actor.requireOnModel(model, section.equals("independent-validation") ? VALIDATORS : WRITERS);
        RegisteredModel locked = models.lock(model);
        if (version != null) {
            models.version(new VersionId(model, version));
        }
        String sha256 = Digests.sha256(content);
        Optional<Document> before = database.first(
                SELECT
                        + " AND d.model_id = ? AND d.version IS NOT DISTINCT FROM ?::int AND d.section = ? AND d.form = ?"
                        + " AND d.title = ? ORDER BY d.revision DESC LIMIT 1",
                Documents::read,
                locked.id(),
                version,
                section,
                form,
                title);
        if (before.map(old -> old.sha256().equals(sha256)).orElse(false)) {
            return before.orElseThrow();
        }
        UUID id = Ids.next();
        int revision = before.map(Document::revision).orElse(0) + 1;
        Subject subject =
                version == null ? new Subject("registered-model", model) : Subject.modelVersion(model, version);
        EntryId entry = audit.append(
                actor,
                AuditEvent.of(form ? "form.filled" : "document.uploaded", subject)
                        .fact("document", id.toString())
                        .fact("section", section)
                        .fact("revision", revision)
                        .fact("digest", sha256)
                        .fact("sizeBytes", content.length)
                        .disclose("title", title)
                        .build());
        database.update(
                "INSERT INTO registry.document (id, model_id, version, section, title, revision, form, media_type, content,"
                        + " size_bytes, sha256, at, by_subject, by_name, entry_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                locked.id(),
                version,
                section,
                title,
                revision,
                form,
                mediaType,
                content,
                (long) content.length,
                sha256,
                RegistryDatabase.now(),
                actor.responsibleSubject(),
                actor.displayName(),
                entry.value());
        return database.first(SELECT + " AND d.id = ?", Documents::read, id).orElseThrow();
    }

    /** All revisions about a model and its versions, newest first. @throws ProblemException (not found), (forbidden) out of reach */
    public List<Document> of(String model, Actor actor) {
        models.model(model, actor);
        return all(model);
    }

    /** The newest answers of a form; empty when nobody filled it. @throws ProblemException (not found), (forbidden) out of reach */
    public Map<String, String> answers(String model, @Nullable Integer version, String section, Actor actor) {
        models.model(model, actor);
        Sections.questions(section);
        return answers(model, version, section, Instant.now());
    }

    /** The bytes as uploaded. @throws ProblemException (not found), (forbidden) out of reach */
    public byte[] content(UUID id, Actor actor) {
        VisibleModels.requireRead(actor, get(id).model());
        return bytes(id);
    }

    /** @throws ProblemException (not found) */
    public Document get(UUID id) {
        return database.first(SELECT + " AND d.id = ?", Documents::read, id)
                .orElseThrow(() -> ProblemException.notFound("There is no document " + id));
    }

    /** Sections about which something is said of the model or one of its versions. */
    Set<String> sections(String model) {
        return Set.copyOf(database.list(
                "SELECT DISTINCT d.section FROM registry.document d JOIN registry.registered_model m ON m.id = d.model_id"
                        + " WHERE m.name = ? AND m.deleted_at IS NULL",
                row -> row.getString(1),
                model));
    }

    List<Document> all(String model) {
        return database.list(SELECT + " AND m.name = ? ORDER BY d.id DESC", Documents::read, model);
    }

    /** As they stood then. */
    Map<String, String> answers(String model, @Nullable Integer version, String section, Instant moment) {
        return database.first(
                        SELECT
                                + " AND m.name = ? AND d.version IS NOT DISTINCT FROM ?::int AND d.section = ? AND d.form"
                                + " AND d.at <= ? ORDER BY d.revision DESC LIMIT 1",
                        Documents::read,
                        model,
                        version,
                        section,
                        moment)
                .map(form -> parse(bytes(form.id())))
                .orElse(Map.of());
    }

    private byte[] bytes(UUID id) {
        return database.first("SELECT content FROM registry.document WHERE id = ?", row -> row.getBytes(1), id)
                .orElseThrow();
    }

    private static Map<String, String> parse(byte[] json) {
        try {
            Map<String, String> answers = new TreeMap<>();
            Json.mapper()
                    .readTree(Digests.text(json))
                    .properties()
                    .forEach(answer ->
                            answers.put(answer.getKey(), answer.getValue().asText()));
            return answers;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a form in the database is not readable", unreadable);
        }
    }

    private static String json(Map<String, String> answers) {
        try {
            return Json.mapper().writeValueAsString(answers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("answers are texts", impossible);
        }
    }

    private static Document read(ResultSet row) throws SQLException {
        return new Document(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("version", Integer.class),
                row.getString("section"),
                row.getString("title"),
                row.getInt("revision"),
                row.getBoolean("form"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                RegistryDatabase.moment(row, "at"),
                new Holder(row.getString("by_subject"), row.getString("by_name")),
                new EntryId(row.getObject("entry_id", UUID.class)));
    }
}
