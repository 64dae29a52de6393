package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.countersign.approvals.mail.MailChannel;
import io.countersign.platform.config.Settings;
import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxMessage;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail through a real SMTP server. */
class MailIT {
    private static final OutboxMessage MAIL = new OutboxMessage(
            "mail",
            "rita@bank.example",
            "{\"subject\":\"Waits for you: Größe\\r\\nBcc: all@bank.example\",\"text\":\"Bitte prüfen\"}");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, String> settings = new HashMap<>();
    private final MailChannel channel = new MailChannel();

    @BeforeEach
    void start() throws ReflectiveOperationException {
        server.start();
        settings.put("countersign.mail.host", "127.0.0.1");
        settings.put("countersign.mail.port", Integer.toString(server.getSmtp().getPort()));
        settings.put("countersign.mail.from", "countersign@bank.example");
        ConfigProviderResolver.setInstance(new MapConfig(settings));
        Field field = MailChannel.class.getDeclaredField("settings");
        field.setAccessible(true);
        field.set(channel, new Settings());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void arrivesWithItsIdentityAndWithoutForeignHeaders() throws Exception {
        UUID id = UUID.randomUUID();
        channel.deliver(id, MAIL, 1);

        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        var received = server.getReceivedMessages()[0];
        assertThat(received.getMessageID()).isEqualTo("<" + id + "@countersign>");
        assertThat(received.getSubject()).isEqualTo("Waits for you: Größe Bcc: all@bank.example");
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getContent().toString().strip()).isEqualTo("Bitte prüfen");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void addressThatIsNoneIsNotTriedAgain() {
        assertThatThrownBy(() -> channel.deliver(UUID.randomUUID(), new OutboxMessage("mail", "no address", "{}"), 1))
                .isInstanceOfSatisfying(DeliveryFailed.class, failed -> assertThat(failed.worthRetrying())
                        .isFalse());
    }

    @Test
    void serverThatIsDownIsTriedAgain() {
        server.stop();
        assertThatThrownBy(() -> channel.deliver(UUID.randomUUID(), MAIL, 1))
                .isInstanceOfSatisfying(DeliveryFailed.class, failed -> assertThat(failed.worthRetrying())
                        .isTrue());
    }

    @Test
    void withoutAServerMailWaits() {
        settings.remove("countersign.mail.host");
        assertThatThrownBy(() -> channel.deliver(UUID.randomUUID(), MAIL, 1))
                .isInstanceOfSatisfying(DeliveryFailed.class, failed -> assertThat(failed.worthRetrying())
                        .isTrue());
    }
}
