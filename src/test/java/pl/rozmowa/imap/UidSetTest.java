package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UidSetTest {

    @Test
    void behavesLikeASetOfNumbers() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            Set<Long> a = numbers(random);
            Set<Long> b = numbers(random);
            UidSet left = UidSet.of(a);
            UidSet right = UidSet.of(b);
            assertThat(left.toArray())
                    .containsExactly(a.stream().mapToLong(Long::longValue).toArray());
            assertThat(left.plus(right)).isEqualTo(UidSet.of(union(a, b)));
            assertThat(left.minus(right)).isEqualTo(UidSet.of(difference(a, b)));
            assertThat(left.and(right)).isEqualTo(UidSet.of(difference(a, difference(a, b))));
            assertThat(left.size()).isEqualTo(a.size());
            for (long uid = 0; uid < 25; uid++) {
                assertThat(left.contains(uid)).isEqualTo(a.contains(uid));
            }
            UidSet joined = UidSet.empty();
            for (UidSet piece : left.pieces(8)) {
                joined = joined.plus(piece);
            }
            assertThat(joined).isEqualTo(left);
            assertThat(left.halves().getFirst().plus(left.halves().getLast())).isEqualTo(left);
        }
    }

    private static Set<Long> numbers(Random random) {
        Set<Long> numbers = new TreeSet<>();
        int count = random.nextInt(15);
        for (int i = 0; i < count; i++) {
            numbers.add(1L + random.nextInt(22));
        }
        return numbers;
    }

    private static Set<Long> union(Set<Long> a, Set<Long> b) {
        Set<Long> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Set<Long> difference(Set<Long> a, Set<Long> b) {
        Set<Long> left = new TreeSet<>(a);
        left.removeAll(b);
        return left;
    }

    @Test
    void neverExpandsWhatAServerExaggerates() {
        UidSet all = UidSet.range(1, UidSet.MAX_UID);
        assertThat(all.size()).isEqualTo(UidSet.MAX_UID);
        assertThat(all.minus(UidSet.of(5)).wire()).isEqualTo("1:4,6:4294967295");
        assertThat(all.and(UidSet.of(5, 7)).wire()).isEqualTo("5,7");
        assertThatThrownBy(all::toArray).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pagesComeNewestFirst() {
        assertThat(UidSet.of(1, 2, 3, 10, 11).pagesNewestFirst(2))
                .containsExactly(UidSet.of(10, 11), UidSet.of(2, 3), UidSet.of(1));
    }
}
