package pl.rozmowa.conversation;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.OutboundGuard;
import pl.rozmowa.platform.Problem;

/**
 * Fetches an image for a reader, who stays unknown to whoever sent it: no cookie, no referrer, our address. Every redirect passes the
 * guard again.
 */
@Component
class RemoteImage {

    private static final int REDIRECTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A newsletter opened by many at once must not take all connections there are. */
    private final Semaphore atOnce = new Semaphore(32);

    private final Dialer web;

    @Autowired
    RemoteImage(OutboundGuard guard) {
        this(guard.web());
    }

    RemoteImage(Dialer web) {
        this.web = web;
    }

    /**
     * @throws Problem {@code image_unreachable} for whatever goes wrong; why is not told, it would be a map of our network
     */
    byte[] fetch(String url) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (!atOnce.tryAcquire()) {
            throw new Problem("image_unreachable", 503);
        }
        try {
            URI at = parse(url);
            for (int hop = 0; hop <= REDIRECTS; hop++) {
                WebAnswer answer = WebAnswer.get(web, at, deadline);
                if (answer.location() == null) {
                    return answer.body();
                }
                at = at.resolve(parse(answer.location()));
            }
            throw new IOException("too many redirects");
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem("image_unreachable", 502).because(e);
        } finally {
            atOnce.release();
        }
    }

    /** Mails hold addresses that are none by the letter (RFC 3986); what is not allowed in one is encoded. */
    private static URI parse(String url) {
        StringBuilder legal = new StringBuilder();
        for (byte b : url.strip().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
            legal.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        try {
            return new URI(legal.toString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
