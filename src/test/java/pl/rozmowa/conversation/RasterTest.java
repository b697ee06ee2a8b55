package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;

/** Pictures that cost a sender nothing and a decoder everything. */
class RasterTest {

    @Test
    void an_ordinary_progressive_jpeg_is_drawn() throws IOException {
        assertThat(Raster.redraw(progressive())).isPresent();
        assertThat(JpegShape.of(progressive()))
                .hasValueSatisfying(shape -> {
                    assertThat(shape.progressive()).isTrue();
                    assertThat(shape.scans()).isBetween(2, 20);
                    assertThat(shape.width()).isEqualTo(64);
                    assertThat(shape.height()).isEqualTo(48);
                });
    }

    @Test
    void hundreds_of_passes_over_a_huge_picture_are_refused_before_the_first() throws IOException {
        byte[] bomb = withLastScanRepeated(sized(progressive(), 9_000, 1_700), 300);
        assertThat(JpegShape.of(bomb))
                .hasValueSatisfying(shape -> assertThat(shape.isReasonable()).isFalse());
        assertThat(Raster.redraw(bomb)).isEmpty();
    }

    @Test
    void a_progressive_picture_that_would_fill_the_memory_is_refused() throws IOException {
        assertThat(Raster.redraw(sized(progressive(), 9_900, 9_900))).isEmpty();
    }

    @Test
    void a_bmp_may_hold_anything_and_is_not_drawn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "bmp", out);
        assertThat(Raster.redraw(out.toByteArray())).isEmpty();
    }

    private static byte[] progressive() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        writer.setOutput(ImageIO.createImageOutputStream(out));
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        writer.write(null, new IIOImage(image, null, null), param);
        ((javax.imageio.stream.ImageOutputStream) writer.getOutput()).flush();
        writer.dispose();
        return out.toByteArray();
    }

    /** The same bytes under a header that says otherwise: decoders make up what is missing. */
    private static byte[] sized(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        int frame = lastMarker(jpeg, 0xc2);
        changed[frame + 5] = (byte) (height >> 8);
        changed[frame + 6] = (byte) height;
        changed[frame + 7] = (byte) (width >> 8);
        changed[frame + 8] = (byte) width;
        return changed;
    }

    private static byte[] withLastScanRepeated(byte[] jpeg, int times) {
        int scan = lastMarker(jpeg, 0xda);
        int end = jpeg.length - 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(jpeg, end));
        for (int i = 0; i < times; i++) {
            out.writeBytes(Arrays.copyOfRange(jpeg, scan, end));
        }
        out.writeBytes(Arrays.copyOfRange(jpeg, end, jpeg.length));
        return out.toByteArray();
    }

    private static int lastMarker(byte[] jpeg, int marker) {
        for (int i = jpeg.length - 2; i > 0; i--) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
                return i;
            }
        }
        throw new IllegalStateException("no such marker");
    }
}
