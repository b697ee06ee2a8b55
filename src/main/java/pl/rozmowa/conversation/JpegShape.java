package pl.rozmowa.conversation;

import java.util.Optional;

/**
 * What the markers of a JPEG say before anything is decoded (ITU-T T.81, annex B). A few hundred bytes can announce hundreds of passes
 * over a picture of a hundred million pixels, and no decoder of ours can be stopped within one.
 *
 * @param progressive the decoder holds all coefficients in memory at once
 * @param scans passes over the picture
 */
record JpegShape(int width, int height, boolean progressive, int scans) {

    private static final long MOST_PIXELS_PROGRESSIVE = 16_000_000;
    private static final long MOST_WORK = 250_000_000;
    private static final int SEQUENTIAL_SCANS = 4;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    /** Empty where the bytes are no JPEG. */
    static Optional<JpegShape> of(byte[] bytes) {
        if (bytes.length < 4 || at(bytes, 0) != 0xff || at(bytes, 1) != 0xd8) {
            return Optional.empty();
        }
        JpegShape shape = new JpegShape(0, 0, false, 0);
        int i = 2;
        while (i + 3 < bytes.length) {
            int marker = at(bytes, i + 1);
            if (at(bytes, i) != 0xff || marker == 0 || marker == 0xff || isBare(marker)) {
                i++;
                continue;
            }
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (isFrame(marker) && i + 8 < bytes.length) {
                shape =
                        new JpegShape(
                                Math.max(shape.width, word(bytes, i + 7)),
                                Math.max(shape.height, word(bytes, i + 5)),
                                shape.progressive || (marker & 3) == 2,
                                shape.scans);
            } else if (marker == START_OF_SCAN) {
                shape =
                        new JpegShape(
                                shape.width, shape.height, shape.progressive, shape.scans + 1);
            }
            i += 2 + word(bytes, i + 2);
        }
        return Optional.of(shape);
    }

    /** Can it be decoded in a moment and in little memory? */
    boolean isReasonable() {
        long pixels = (long) width * height;
        return (!progressive || pixels <= MOST_PIXELS_PROGRESSIVE)
                && (scans <= SEQUENTIAL_SCANS || scans * pixels <= MOST_WORK);
    }

    /** Markers without a length: TEM, RST0 to RST7, SOI. */
    private static boolean isBare(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    /** SOF0 to SOF15 without DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    private static int word(byte[] bytes, int from) {
        return at(bytes, from) << 8 | at(bytes, from + 1);
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }
}
