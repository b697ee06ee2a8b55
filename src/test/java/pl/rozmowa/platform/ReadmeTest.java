package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

class ReadmeTest {

    /** Not the operator's business: the launcher's own. */
    private static final Set<String> INTERNAL = Set.of("exitAfterStart");

    private static final Path SOURCE = Path.of("src/main/java/pl/rozmowa/platform/Settings.java");

    @Test
    void the_table_of_settings_is_the_codes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                readme.substring(
                        readme.indexOf("ReadmeTest -->\n") + 15,
                        readme.indexOf("<!-- /settings -->"));
        assertThat(table)
                .as("README's table; replace it by the expected text")
                .isEqualTo(expected());
    }

    private static String expected() throws IOException {
        String source = Files.readString(SOURCE);
        return Stream.of(Settings.class.getRecordComponents())
                .filter(component -> !INTERNAL.contains(component.getName()))
                .map(component -> row(component, meaning(source, component.getName())))
                .collect(
                        Collectors.joining(
                                "", "| variable | default | meaning |\n| --- | --- | --- |\n", ""));
    }

    private static String row(RecordComponent component, String meaning) {
        String variable =
                "ROZMOWA_"
                        + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        return "| `" + variable + "` | " + byDefault(component) + " | " + meaning + " |\n";
    }

    /** The annotation sits on the parameter of the constructor. */
    private static String byDefault(RecordComponent component) {
        return Stream.of(Settings.class.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .flatMap(parameter -> Stream.of(parameter.getAnnotationsByType(DefaultValue.class)))
                .flatMap(value -> Stream.of(value.value()))
                .map(value -> "`" + value + "`")
                .collect(Collectors.joining());
    }

    private static String meaning(String source, String name) {
        Pattern param =
                Pattern.compile("@param " + name + " (.*?)(?= \\* @param| \\*/)", Pattern.DOTALL);
        return param.matcher(source)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no @param"))
                .replaceAll("\\s*\\n \\*\\s*", " ")
                .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                .strip();
    }
}
