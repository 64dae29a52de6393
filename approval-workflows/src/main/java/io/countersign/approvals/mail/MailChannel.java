package io.countersign.approvals.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.config.Settings;
import io.countersign.platform.json.Json;
import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxChannel;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Delivers mail to the server that {@code countersign.mail.host} names (port, from, user, password, starttls beside it). Plain
 * text; the message id is the outbox's, so that a repeated delivery can be told. Without a host, mail waits and is tried again.
 */
@ApplicationScoped
public class MailChannel implements OutboxChannel {
    private static final String PATIENCE_MILLIS = "10000";

    @Inject
    Settings settings;

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed {
        String host = settings.text("countersign.mail.host")
                .orElseThrow(() -> new DeliveryFailed("no mail server is set (countersign.mail.host)", true));
        JsonNode mail = read(message);
        try {
            Transport.send(mime(id, message.destination(), mail, session(host)));
        } catch (AddressException | SendFailedException refused) {
            throw new DeliveryFailed("the address is refused: " + refused.getMessage(), false);
        } catch (MessagingException failed) {
            throw new DeliveryFailed("the mail server did not take it: " + failed.getMessage(), true);
        }
    }

    private static JsonNode read(OutboxMessage message) throws DeliveryFailed {
        try {
            return Json.mapper().readTree(message.payload());
        } catch (JsonProcessingException spoilt) {
            throw new DeliveryFailed("the message is no mail", false);
        }
    }

    private MimeMessage mime(UUID id, String to, JsonNode mail, Session session) throws MessagingException {
        MimeMessage mime = new FixedId(session, "<" + id + "@countersign>");
        mime.setFrom(new InternetAddress(settings.text("countersign.mail.from").orElse("countersign@localhost"), true));
        mime.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        mime.setSubject(mail.path("subject").asText().replaceAll("[\\r\\n]+", " "), StandardCharsets.UTF_8.name());
        mime.setText(mail.path("text").asText(), StandardCharsets.UTF_8.name());
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.saveChanges();
        return mime;
    }

    private Session session(String host) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", settings.text("countersign.mail.port").orElse("25"));
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
        boolean secured = settings.flag("countersign.mail.starttls", false);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(secured));
        properties.put("mail.smtp.starttls.required", Boolean.toString(secured));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        Optional<String> user = settings.text("countersign.mail.user");
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        return Session.getInstance(properties, user.map(this::login).orElse(null));
    }

    private Authenticator login(String user) {
        String password = settings.required("countersign.mail.password");
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        };
    }

    /** A message that keeps the identity it was given. */
    private static final class FixedId extends MimeMessage {
        private final String messageId;

        FixedId(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
