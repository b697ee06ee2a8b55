package pl.rozmowa.imap;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Where the sections that are being streamed go. */
@FunctionalInterface
public interface SectionStreams {

    /**
     * Where this section goes; whatever the stream throws closes the connection.
     *
     * @param uid 0 where the server named the message only after its section
     * @param section in capitals, as it was asked for
     * @return {@code null} to read past it
     */
    @Nullable OutputStream of(long uid, String section);
}
