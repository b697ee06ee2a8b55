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
        ImapCommand command =
                new ImapCommand("APPEND ").mailbox(wireName).space().flags(flags).space();
        if (internalDate != null) {
            command.words("\"" + ImapDates.time(internalDate) + "\" ");
        }
        StatusLine status = wire.run(command.literal(message), Answers.NONE);
        return status.code().equals("APPENDUID") ? appended(status.arguments()) : null;
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
