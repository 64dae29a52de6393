package io.countersign.approvals.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.approvals.entity.SeenPerson;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.config.Settings;
import io.countersign.platform.json.Json;
import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Optional;

/**
 * Mail about tasks, by the outbox: it leaves when the transaction commits. It goes to who holds the task and said where, else
 * to the mailbox that {@code countersign.mail.group.<role>} names; without either nobody is told, and the task list is there.
 */
@ApplicationScoped
public class Notices {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Settings settings;

    @Inject
    Instance<Outbox> outbox;

    void taskOpened(Task task) {
        post(task, "Waits for you: " + task.title(), "A decision is waited for.");
    }

    void overdue(Task task) {
        post(task, "Overdue: " + task.title(), "This was due and is still open; it has been escalated.");
        escalationBox()
                .ifPresent(box -> send(box, task, "Overdue: " + task.title(), "This was due and is still open."));
    }

    void handedOver(Task task) {
        post(task, "Handed to you: " + task.title(), "The task is yours now; the rules who may sign are as before.");
    }

    /** Says that an approval or another thing came to an end. */
    void tell(String role, String subject, String text) {
        groupBox(role).ifPresent(box -> mail(box, subject, text));
    }

    private void post(Task task, String subject, String text) {
        task.assignee()
                .flatMap(this::mailbox)
                .or(() -> task.role().isEmpty() ? Optional.empty() : groupBox(task.role()))
                .ifPresent(box -> send(box, task, subject, text));
    }

    private void send(String box, Task task, String subject, String text) {
        mail(
                box,
                subject,
                text + "\n\n" + task.title() + "\n"
                        + settings.text("countersign.public.url").orElse("") + "/tasks/" + task.id() + "\n");
    }

    private void mail(String box, String subject, String text) {
        if (outbox.isResolvable()) {
            outbox.get().post(new OutboxMessage("mail", box, json(Map.of("subject", subject, "text", text))));
        }
    }

    private Optional<String> mailbox(String subject) {
        return Optional.ofNullable(entities.find(SeenPerson.class, subject)).flatMap(SeenPerson::email);
    }

    private Optional<String> groupBox(String role) {
        return settings.text("countersign.mail.group." + role);
    }

    private Optional<String> escalationBox() {
        return settings.text("countersign.mail.escalation");
    }

    private static String json(Map<String, String> mail) {
        try {
            return Json.mapper().writeValueAsString(mail);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
