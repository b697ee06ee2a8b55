package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void understands_the_form_that_hosting_providers_hand_out() {
        DatabaseAddress address =
                DatabaseAddress.parse(
                        "postgres://ola:p%40ss+w%2Frd@db.example:6432/inbox?sslmode=require");
        assertThat(address.url())
                .startsWith("jdbc:postgresql://db.example:6432/inbox?sslmode=require&");
        assertThat(address.user()).isEqualTo("ola");
        assertThat(address.password()).isEqualTo("p@ss+w/rd");
    }

    @Test
    void understands_the_drivers_own_form() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db/inbox?user=ola&password=x").url())
                .startsWith(
                        "jdbc:postgresql://db/inbox?user=ola&password=x&logServerErrorDetail=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/inbox", "db.example", "postgres://[", "jdbc:h2:mem"})
    void refuses_anything_else_in_words(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url)).isInstanceOf(CannotStart.class);
    }

    @Test
    void never_prints_its_password() {
        assertThat(DatabaseAddress.parse("postgres://ola:sezam@db/inbox").toString())
                .doesNotContain("sezam");
    }
}
