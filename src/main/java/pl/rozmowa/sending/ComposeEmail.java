package pl.rozmowa.sending;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;

/**
 * Makes the source of an outgoing email (RFC 5322, RFC 2045): text and HTML in quoted-printable, so that every line is short ASCII and ends in
 * CRLF. It names neither this program nor the writer's machine, and no Bcc.
 */
final class ComposeEmail {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** An id that could not stand in a line of 998 octets (RFC 5322 §2.1.1) is left out. */
    private static final int LONGEST_ID = 900;

    /** The first tells the thread, the last the place in it. */
    private static final int MOST_REFERENCES = 50;

    private ComposeEmail() {}

    static byte[] compose(Letter letter) {
        try {
            MimeMessage message = new WithItsOwnId(Session.getInstance(settings(letter)));
            message.setHeader("Date", DATE.format(letter.at()));
            message.setFrom(address(letter.from()));
            message.setRecipients(Message.RecipientType.TO, addresses(letter.to()));
            message.setRecipients(Message.RecipientType.CC, addresses(letter.cc()));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setHeader("Message-ID", letter.id().inBrackets());
            reference(message, letter.thread());
            MimeMultipart both = new MimeMultipart("alternative");
            both.addBodyPart(part(letter.text(), "plain"));
            both.addBodyPart(part(letter.html(), "html"));
            message.setContent(both);
            message.saveChanges();
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            return source.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException("an email could not be composed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Header fields hold raw UTF-8 only where an address leaves no other way (RFC 6532). */
    private static Properties settings(Letter letter) {
        boolean foreign =
                Stream.of(List.of(letter.from()), letter.to(), letter.cc())
                        .flatMap(List::stream)
                        .anyMatch(a -> a.address().chars().anyMatch(c -> c > 0x7e));
        Properties settings = new Properties();
        settings.setProperty("mail.mime.allowutf8", String.valueOf(foreign));
        return settings;
    }

    /** RFC 5322 §3.6.4. */
    private static void reference(MimeMessage message, List<MessageId> thread)
            throws MessagingException {
        List<MessageId> ids =
                new ArrayList<>(
                        thread.stream().filter(id -> id.value().length() <= LONGEST_ID).toList());
        if (ids.isEmpty()) {
            return;
        }
        message.setHeader("In-Reply-To", ids.getLast().inBrackets());
        while (ids.size() > MOST_REFERENCES) {
            ids.remove(1);
        }
        message.setHeader(
                "References",
                ids.stream().map(MessageId::inBrackets).collect(Collectors.joining("\r\n ")));
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        String lines = content.replaceAll("\r\n|\r|\n", "\r\n").replace("\0", "");
        part.setText(lines, StandardCharsets.UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static Address[] addresses(List<EmailAddress> list) throws IOException {
        List<Address> addresses = new ArrayList<>();
        for (EmailAddress one : list) {
            addresses.add(address(one));
        }
        return addresses.toArray(Address[]::new);
    }

    private static InternetAddress address(EmailAddress one) throws IOException {
        return one.name().isEmpty()
                ? new InternetAddress(one.address(), null)
                : new InternetAddress(one.address(), one.name(), StandardCharsets.UTF_8.name());
    }

    /** The library would make an id that tells the machine's name. */
    private static final class WithItsOwnId extends MimeMessage {
        WithItsOwnId(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() {}
    }
}
