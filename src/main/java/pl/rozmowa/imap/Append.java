package pl.rozmowa.imap;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** APPEND (RFC 9051 §6.3.12) with APPENDUID (RFC 4315). */
final class Append {

    private Append() {}

    static @Nullable AppendedUid run(
            ImapWire wire,
            String wireName,
            Collection<String> flags,
            @Nullable Instant internalDate,
            byte[] message)
            throws ImapException {
        ImapCommand command = begin(wireName, flags, internalDate);
        StatusLine status;
        if (wire.utf8() && hasEightBitHeader(message)) {
            // RFC 6855 §4 wants such a message announced; RFC 9755 no longer does
            ImapCommand announced = command.words("UTF8 (").literal8(message).words(")");
            status = wire.ask(announced, Answers.NONE, wire.limits().answer().multipliedBy(5));
            if (status.kind().equals("BAD")) {
                command = begin(wireName, flags, internalDate);
                status = wire.run(command.literal(message), Answers.NONE);
            } else if (!status.ok()) {
                throw wire.failed(Refusals.of(status));
            }
        } else {
            status = wire.run(command.literal(message), Answers.NONE);
        }
        return status.code().equals("APPENDUID") ? appended(status.arguments()) : null;
    }

    private static ImapCommand begin(
            String wireName, Collection<String> flags, @Nullable Instant internalDate) {
        ImapCommand command =
                new ImapCommand("APPEND ").mailbox(wireName).space().flags(flags).space();
        if (internalDate != null) {
            command.words("\"" + ImapDates.time(internalDate) + "\" ");
        }
        return command;
    }

    /** Is there a byte beyond ASCII before the first empty line (RFC 6532)? */
    private static boolean hasEightBitHeader(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            if (message[i] < 0) {
                return true;
            }
            boolean emptyLine =
                    message[i] == '\n'
                            && i + 2 < message.length
                            && (message[i + 1] == '\n'
                                    || (message[i + 1] == '\r' && message[i + 2] == '\n'));
            if (emptyLine) {
                return false;
            }
        }
        return false;
    }

    private static @Nullable AppendedUid appended(String arguments) {
        try {
            String[] words = arguments.strip().split(" ");
            return words.length < 2
                    ? null
                    : new AppendedUid(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (NumberFormatException e) {
            return null; // said, but not understandably: as if it hadn't been said
        }
    }
}
