package pl.rozmowa.conversation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.springframework.http.ResponseEntity;

/**
 * An image drawn anew: decoded to pixels and encoded again as PNG or JPEG, so that nothing but pixels gets through. Scripts in SVG,
 * files that are two things at once and whatever hides in metadata stay behind.
 */
final class Raster {

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
    private static final int MOST_BYTES = 20_000_000;
    private static final long MOST_PIXELS = 100_000_000;
    private static final long KEPT_PIXELS = 6_000_000;

    /** Pixels are large; more at once would be no quicker. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private final byte[] bytes;
    private final String mediaType;

    private Raster(byte[] bytes, String mediaType) {
        this.bytes = bytes;
        this.mediaType = mediaType;
    }

    /** Empty for what is no raster image that we know, or an absurd one. */
    static Optional<Raster> redraw(byte[] source) {
        if (source.length > MOST_BYTES) {
            return Optional.empty();
        }
        AT_ONCE.acquireUninterruptibly();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(source))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                return FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
                        ? redraw(reader, in)
                        : Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // The decoders answer a malformed image with exceptions of every kind; it is not shown,
            // and that is all.
            return Optional.empty();
        } finally {
            AT_ONCE.release();
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
