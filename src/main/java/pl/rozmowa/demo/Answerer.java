package pl.rozmowa.demo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;

/**
 * The clients of the world when mail reaches them: each reads, thinks for some seconds and writes back, at most three times in one
 * conversation. Mail to an address that nobody has comes back as undeliverable.
 */
final class Answerer implements MailServer.Outside {

    private static final int MOST = 3;
    private static final int MOST_REMEMBERED = 2000;

    private final World world;
    private final Post post;
    private final Clock clock;
    private final Map<String, Integer> answered = new HashMap<>();

    /** How answers get on their way. */
    interface Post {
        void deliverAfter(Duration delay, Supplier<WrittenMail> message);
    }

    Answerer(World world, Post post, Clock clock) {
        this.world = world;
        this.post = post;
        this.clock = clock;
    }

    @Override
    public void received(String recipient, byte[] source) {
        ParsedEmail email = MimeParser.parse(source, ParseLimits.STANDARD);
        EmailAddress author = email.author();
        Optional<Correspondent> writer =
                author == null ? Optional.empty() : world.byAddress(author.address());
        if (writer.isEmpty() || !writer.get().isOurs() || email.autoKind() != null) {
            return;
        }
        Optional<Correspondent> reader = world.byAddress(recipient);
        if (reader.isEmpty()) {
            post.deliverAfter(
                    Duration.ofSeconds(2),
                    () -> undeliverable(recipient, email, source, writer.get()));
        } else if (reader.get().answers() && isFirstAddressed(reader.get(), email)) {
            int before = count(root(email));
            if (before < MOST) {
                long thinking = 5L + Math.floorMod(messageId(email).hashCode(), 8);
                post.deliverAfter(
                        Duration.ofSeconds(thinking),
                        () -> answer(reader.get(), email, source, writer.get(), before));
            }
        }
    }

    /** Of several people who got the mail only the first writes back. */
    private boolean isFirstAddressed(Correspondent reader, ParsedEmail email) {
        return email.to().stream()
                .flatMap(address -> world.byAddress(address.address()).stream())
                .filter(person -> !person.isOurs() && person.answers())
                .findFirst()
                .map(reader::equals)
                .orElse(true);
    }

    private synchronized int count(String conversation) {
        if (answered.size() > MOST_REMEMBERED) {
            answered.clear();
        }
        return answered.merge(conversation, 1, Integer::sum) - 1;
    }

    private static String root(ParsedEmail email) {
        List<String> references = references(email);
        return references.isEmpty() ? messageId(email) : references.getFirst();
    }

    private WrittenMail answer(
            Correspondent reader,
            ParsedEmail email,
            byte[] source,
            Correspondent writer,
            int number) {
        String own = email.ownText();
        boolean polish = Answers.isPolish(own);
        String greeting = polish ? "Dzień dobry,\n\n" : "Hello,\n\n";
        String farewell = polish ? "\n\nPozdrawiam\n" : "\n\nKind regards,\n";
        String text = greeting + Answers.in(polish).to(own, number) + farewell + reader.name();
        return compose(
                reader,
                email,
                source,
                writer,
                text,
                Map.of("unread", List.of("yes"), "unsigned", List.of("yes")));
    }

    private WrittenMail undeliverable(
            String recipient, ParsedEmail email, byte[] source, Correspondent writer) {
        String text =
                "This is the mail system at poczta.debowa.test.\n\nYour message could not be delivered:\n\n<"
                        + recipient
                        + ">: 550 5.1.1 User unknown";
        return compose(
                world.person("daemon"),
                email,
                source,
                writer,
                text,
                Map.of(
                        "auto", List.of("bounce"),
                        "failed", List.of(recipient),
                        "unread", List.of("yes"),
                        "unsigned", List.of("yes"),
                        "subject", List.of("Undelivered Mail Returned to Sender")));
    }

    private WrittenMail compose(
            Correspondent from,
            ParsedEmail email,
            byte[] source,
            Correspondent to,
            String text,
            Map<String, List<String>> options) {
        Instant now = clock.instant();
        WrittenMail letter = received(email, source, to, from);
        List<String> given = options.get("subject");
        String subject =
                given != null
                        ? given.getFirst()
                        : Composer.replySubject(from.program(), email.subject());
        String id = World.messageId(letter.messageId() + "/" + from.key() + "/" + now, from);
        Story.Entry entry =
                new Story.Entry("now", from.key(), List.of(to.key()), List.of(), options, text);
        return Composer.compose(
                new Composer.Draft(
                        "answer",
                        id,
                        from,
                        List.of(to),
                        List.of(),
                        now,
                        subject,
                        letter,
                        true,
                        entry));
    }

    /** What was received, as something to quote. */
    private WrittenMail received(
            ParsedEmail email, byte[] source, Correspondent from, Correspondent to) {
        Instant date = email.sentAt();
        return new WrittenMail(
                "received",
                from,
                List.of(to),
                List.of(),
                date == null ? clock.instant() : date,
                email.subject(),
                messageId(email),
                references(email),
                email.text(),
                TextToHtml.html(TextToHtml.plain(email.text())),
                "INBOX",
                true,
                headersOnly(source));
    }

    private static byte[] headersOnly(byte[] source) {
        String text = new String(source, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return (end < 0 ? text : text.substring(0, end + 4))
                .replaceAll("[^\\x00-\\x7f]", "?")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String messageId(ParsedEmail email) {
        MessageId id = email.messageId();
        return id == null ? "<nameless@" + Correspondent.OURS + ">" : id.inBrackets();
    }

    private static List<String> references(ParsedEmail email) {
        return email.ancestors().stream().map(MessageId::inBrackets).toList();
    }
}
