package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.platform.Problem;

class PasswordRulesTest {

    private static final List<String> OWN =
            List.of("lidia.maj@debowa.test", "Lidia Majewska", "Ceramika Dębowa");

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234", "P@ssw0rd2024!", "123456789012", "987654321098", "qwertyuiop[]",
                        "qwertyuiopasdf", "QwertyQwerty1",
                "aaaaaaaaaaaa", "abababababab", "1qaz2wsx3edc", "haslo1234567", "MojeHasło2026",
                        "polskapolska1", "Kocham-Cie-123",
                "administrator", "letmeinletmein", "iloveyou2024!", "welcomewelcome",
                        "zaq12wsxcde3", "2026-11-24-2026", "misiaczek123",
                "tajnehaslo!!", "correcthorsebatterystaple", "mateusz123456"
            })
    void refuses_what_everybody_tries_first(String password) {
        assertThat(refusal(password)).isEqualTo("password_common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lidia.maj-2026-xyz",
                "zz-LIDIA-owocowa-9",
                "majewska!kwitnie",
                "ceramika dębowa 77",
                "debowa? CeramikaDębowa x"
            })
    void refuses_ones_own_names(String password) {
        assertThat(refusal(password)).isEqualTo("password_common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "krótkie", "elevenchars", "🦉🦉🦉🦉🦉🦉"})
    void refuses_fewer_than_twelve_characters_and_counts_an_owl_as_one(String password) {
        assertThat(refusal(password)).isEqualTo("password_short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sezam-otwiera-drzwi",
                "zielony parapet 7 mew",
                "żółć gęślą jaźń tnie",
                "kT9#vq2Lm!x0",
                "🦉🐝🌲🍞🧵🪁🦔🎻🥕🚲🪻🧭",
                "ośmiornica w budyniu",
                "tram maple orbit quill"
            })
    void takes_long_sentences_random_letters_and_pictures(String password) {
        assertThatCode(() -> rules.check(password, OWN)).doesNotThrowAnyException();
    }

    @Test
    void looks_at_a_thousand_characters_quickly() {
        assertThat(refusal("pass".repeat(250))).isEqualTo("password_common");
        assertThatCode(() -> rules.check("hasłopassadminż".repeat(66) + "q", OWN))
                .doesNotThrowAnyException();
    }

    private String refusal(String password) {
        Problem problem = catchThrowableOfType(Problem.class, () -> rules.check(password, OWN));
        return problem == null ? "taken" : problem.code();
    }
}
