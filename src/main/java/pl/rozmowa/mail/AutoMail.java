package pl.rozmowa.mail;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells mail that nobody wrote by hand. Header fields decide first (RFC 3834, RFC 2919, RFC 3464); names come last. */
final class AutoMail {

    private static final List<String> NO_REPLY =
            List.of(
                    "noreply",
                    "donotreply",
                    "dontreply",
                    "nieodpowiadaj",
                    "nieodpisuj",
                    "bezodpowiedzi",
                    "keineantwort",
                    "nepasrepondre",
                    "niereply",
                    "noresponder");
    private static final List<String> MACHINES =
            List.of(
                    "mailerdaemon",
                    "postmaster",
                    "bounce",
                    "bounces",
                    "mailsystem",
                    "maildeliverysubsystem");
    private static final List<String> NOTIFIERS =
            List.of(
                    "notification",
                    "notifications",
                    "powiadomienia",
                    "powiadomienie",
                    "newsletter",
                    "alerts",
                    "automat");
    private static final List<String> ABSENCE =
            List.of(
                    "automatic reply:",
                    "odpowiedź automatyczna",
                    "automatyczna odpowiedź",
                    "autoodpowiedź",
                    "autoreply",
                    "auto-reply",
                    "auto reply",
                    "out of office",
                    "poza biurem",
                    "automatische antwort",
                    "abwesenheitsnotiz",
                    "réponse automatique",
                    "autosvar",
                    "respuesta automática",
                    "risposta automatica");

    private AutoMail() {}

    /** Null when a person wrote it. */
    static @Nullable AutoKind recognise(
            HeaderFields headers, @Nullable EmailAddress author, String subject) {
        String type = lower(headers, "content-type");
        String local = author == null ? "" : localPart(author.address());
        boolean report = type.startsWith("multipart/report");
        if (report && type.contains("disposition-notification")) {
            return AutoKind.AUTO_REPLY;
        }
        boolean machine = MACHINES.contains(local);
        boolean emptyPath =
                headers.has("return-path")
                        && headers.raw("return-path").replace(" ", "").equals("<>");
        if (report && (type.contains("delivery-status") || machine || emptyPath)
                || headers.has("x-failed-recipients")
                || machine && (emptyPath || local.equals("mailerdaemon"))) {
            return AutoKind.BOUNCE;
        }
        String submitted = lower(headers, "auto-submitted");
        String precedence = lower(headers, "precedence");
        if (submitted.startsWith("auto-replied")
                || headers.has("x-autoreply")
                || headers.has("x-autorespond")
                || precedence.equals("auto_reply")
                || startsWithAny(subject.toLowerCase(Locale.ROOT), ABSENCE)) {
            return AutoKind.AUTO_REPLY;
        }
        if (headers.has("list-id")
                || headers.has("list-post")
                || headers.has("list-unsubscribe")
                || headers.has("mailing-list")
                || precedence.equals("list")
                || precedence.equals("bulk")
                || precedence.equals("junk")) {
            return AutoKind.LIST;
        }
        boolean generated = submitted.startsWith("auto-") || headers.has("x-auto-submitted");
        boolean noReply = NO_REPLY.stream().anyMatch(local::contains) || NOTIFIERS.contains(local);
        return generated || noReply || machine ? AutoKind.NO_REPLY : null;
    }

    private static boolean startsWithAny(String subject, List<String> openings) {
        return openings.stream().anyMatch(subject::startsWith);
    }

    /** Without the punctuation in which {@code no-reply}, {@code no_reply} and {@code no.reply} differ. */
    private static String localPart(String address) {
        int at = address.lastIndexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        int plus = local.indexOf('+');
        StringBuilder letters = new StringBuilder(local.length());
        for (int i = 0; i < (plus > 0 ? plus : local.length()); i++) {
            char c = local.charAt(i);
            if (c != '-' && c != '_' && c != '.') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String lower(HeaderFields headers, String name) {
        return headers.raw(name).toLowerCase(Locale.ROOT);
    }
}
