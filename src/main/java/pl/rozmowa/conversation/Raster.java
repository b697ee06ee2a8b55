package pl.rozmowa.conversation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import pl.rozmowa.platform.Problem;

/**
 * An image drawn anew: decoded to pixels and encoded again as PNG or JPEG, so that nothing but pixels gets through. Scripts in SVG,
 * files that are two things at once and whatever hides in metadata stay behind.
 */
final class Raster {

    /** Not BMP: it may hold a JPEG or PNG of any size behind a header that says otherwise. */
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private static final int MOST_BYTES = 20_000_000;
    private static final long MOST_PIXELS = 40_000_000;
    private static final long KEPT_PIXELS = 6_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int WAITING = 64;

    /**
     * Two at once, since pixels are large; on platform threads, since a native decoder holds its thread and virtual ones share a few.
     */
    private static final ExecutorService DECODERS =
            new ThreadPoolExecutor(
                    2,
                    2,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("raster-", 0).factory());

    private final byte[] bytes;
    private final String mediaType;

    private Raster(byte[] bytes, String mediaType) {
        this.bytes = bytes;
        this.mediaType = mediaType;
    }

    /**
     * Empty for what is no raster image that we know, an absurd one, or one that takes too long.
     *
     * @throws Problem {@code image_unreachable} while too many others are being drawn
     */
    static Optional<Raster> redraw(byte[] source) {
        if (source.length > MOST_BYTES
                || !JpegShape.of(source).map(JpegShape::isReasonable).orElse(true)) {
            return Optional.empty();
        }
        AtomicReference<@Nullable ImageReader> working = new AtomicReference<>();
        Future<Optional<Raster>> drawn;
        try {
            drawn = DECODERS.submit(() -> decode(source, working));
        } catch (RejectedExecutionException e) {
            throw new Problem("image_unreachable", 503).because(e);
        }
        try {
            return drawn.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(drawn, working);
            return Optional.empty();
        } catch (InterruptedException e) {
            giveUp(drawn, working);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            // The decoders answer a malformed image with exceptions of every kind; it is not shown,
            // and that is all.
            return Optional.empty();
        }
    }

    private static void giveUp(
            Future<Optional<Raster>> drawn, AtomicReference<@Nullable ImageReader> working) {
        drawn.cancel(true);
        ImageReader reader = working.get();
        if (reader != null) {
            reader.abort();
        }
    }

    private static Optional<Raster> decode(
            byte[] source, AtomicReference<@Nullable ImageReader> working) throws IOException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(source))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            working.set(reader);
            try {
                return FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
                        ? redraw(reader, in)
                        : Optional.empty();
            } finally {
                reader.dispose();
            }
        }
    }

    private static Optional<Raster> redraw(ImageReader reader, ImageInputStream in)
            throws IOException {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS || pixels <= 0) {
            return Optional.empty();
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int every = (int) Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS));
        if (every > 1) {
            param.setSourceSubsampling(every, every, 0, 0);
        }
        BufferedImage decoded = reader.read(0, param);
        boolean alpha = decoded.getColorModel().hasAlpha();
        String format = alpha || reader.getFormatName().equalsIgnoreCase("png") ? "png" : "jpeg";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean written = ImageIO.write(alpha ? decoded : opaque(decoded), format, out);
        return written
                ? Optional.of(new Raster(out.toByteArray(), "image/" + format))
                : Optional.empty();
    }

    private static BufferedImage opaque(BufferedImage decoded) {
        BufferedImage plain =
                new BufferedImage(
                        decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = plain.createGraphics();
        canvas.drawImage(decoded, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return plain;
    }

    /** The frame of a body has an origin of its own and still has to show it. */
    ResponseEntity<byte[]> answer() {
        return ResponseEntity.ok()
                .header("Content-Type", mediaType)
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Cache-Control", "private, max-age=3600")
                .body(bytes);
    }
}
