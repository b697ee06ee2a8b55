package pl.rozmowa.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.peers.RawSmtp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a script be everybody but us: clients who send by SMTP and look into their mailboxes by IMAP, another mail program of our own. It
 * listens on the loopback address, takes JSON and shares no code with the application; mail is read by Jakarta Mail.
 */
final class OutsideWorld implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Dovecot dovecot = Dovecot.shared();
    private final Postfix postfix = Postfix.shared();
    private final HttpServer server;

    OutsideWorld() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer("/send", this::send);
        answer("/append", this::append);
        answer("/letters", this::letters);
        answer("/flags", this::flags);
        answer("/refused-passwords", this::refusedPasswords);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Object send(JsonNode order) {
        List<String> to = new ArrayList<>();
        order.path("to").forEach(address -> to.add(address.asString()));
        try (RawSmtp smtp = RawSmtp.smtp(postfix.smtpPort())) {
            smtp.send(text(order, "from"), to, text(order, "message"));
        }
        return Map.of();
    }

    private Object append(JsonNode order) {
        try (RawImap imap = dovecot.outside(text(order, "address"))) {
            return Map.of(
                    "uid", imap.append(text(order, "folder"), text(order, "message"), "\\Seen"));
        }
    }

    private Object letters(JsonNode order) {
        try (RawImap imap = dovecot.outside(text(order, "address"))) {
            return imap.sources(text(order, "folder")).stream().map(OutsideWorld::letter).toList();
        }
    }

    private Object flags(JsonNode order) {
        try (RawImap imap = dovecot.outside(text(order, "address"))) {
            return imap.flags(text(order, "folder"));
        }
    }

    private Object refusedPasswords(JsonNode order) {
        String address = text(order, "address");
        return dovecot.log()
                .lines()
                .filter(line -> line.contains("Password mismatch") && line.contains(address))
                .count();
    }

    private static Map<String, String> letter(String source) {
        byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(bytes));
            return Map.of(
                    "from", header(message, "From"),
                    "to", header(message, "To"),
                    "subject", String.valueOf(message.getSubject()),
                    "messageId", header(message, "Message-ID"),
                    "inReplyTo", header(message, "In-Reply-To"),
                    "references", header(message, "References"),
                    "text", part(message, "text/plain"),
                    "html", part(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, ", ");
        return value == null ? "" : value.replaceAll("\\s+", " ").strip();
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        StringBuilder found = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                found.append(part(parts.getBodyPart(i), type));
            }
        }
        return found.toString();
    }

    private static String text(JsonNode order, String field) {
        return order.path(field).asString();
    }

    private void answer(String path, Function<JsonNode, Object> work) {
        server.createContext(path, exchange -> answer(exchange, work));
    }

    private static void answer(HttpExchange exchange, Function<JsonNode, Object> work)
            throws IOException {
        try (exchange) {
            int status = 200;
            Object answer;
            try {
                answer = work.apply(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            } catch (RuntimeException e) {
                status = 500;
                answer = Arrays.asList(e.toString(), String.valueOf(e.getCause()));
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
