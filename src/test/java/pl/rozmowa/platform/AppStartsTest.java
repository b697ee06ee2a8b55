package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppStartsTest extends AppTest {

    @Test
    void the_whole_application_starts_and_answers() {
        assertThat(port).isPositive();
    }
}
