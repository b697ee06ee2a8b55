package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four times the input may cost about four times the work, never sixteen times: what grows by the square is a bomb. */
class GrowthTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colons after a bracket | x | [ | : | ",
                "colons after an at     | x | @ | : | ",
                "brackets after one     | <x | @y> | <> | ",
                "comments               | ( | ( | ( | ",
                "quotes                 | \" | x | \" | ",
                "encoded words          | =? | x | =? | ",
                "open brackets          | < | x | < | "
            })
    void anAddressCostsWhatItIsLong(String name, String first, String middle, String second) {
        String head = first.substring(first.length() - 1);
        assertGrowsEvenly(n -> {
            String text = first + head.repeat(n / 2) + middle + second.repeat(n / 2);
            new AddressParser(text).parse();
        });
    }

    @Test
    void aFileNameOfDotsCostsWhatItIsLong() {
        assertGrowsEvenly(n -> FileName.clean(".".repeat(n) + "a" + ".".repeat(n)));
    }

    @Test
    void aHeaderCostsWhatItIsLong() {
        assertGrowsEvenly(n -> {
            byte[] block = "a:b\r\n".repeat(n / 5).getBytes(StandardCharsets.US_ASCII);
            HeaderFields.read(
                    block, 0, block.length, ParseLimits.STANDARD, EnumSet.noneOf(Defect.class));
        });
    }

    private static void assertGrowsEvenly(Consumer<Integer> work) {
        int n = 30_000;
        long small = leastCpu(() -> work.accept(n));
        long large = leastCpu(() -> work.accept(4 * n));
        // below two milliseconds nothing is measured but the measuring
        assertThat(large).isLessThan(Math.max(8 * small, 2_000_000));
    }

    private static long leastCpu(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        return least;
    }

    @Test
    void aFieldThatIsCutEndsBetweenAddresses() {
        String one = "ala.nowak@studiolaka.example,\r\n ";
        byte[] block = ("To: " + one.repeat(5_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        HeaderFields read =
                HeaderFields.read(block, 0, block.length, ParseLimits.STANDARD, defects);
        assertThat(defects).contains(Defect.HEADERS_TOO_LONG);
        assertThat(read.raw("To")).endsWith("ala.nowak@studiolaka.example,");
    }
}
