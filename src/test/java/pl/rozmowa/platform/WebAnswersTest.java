package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAnswersTest extends AppTest {

    @Test
    void a_problem_is_a_code_with_arguments_and_a_support_code() {
        Browser.Answer answer =
                visitor().post("/api/login", "{\"email\": [\"a\"], \"password\": \"b\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_input");
        assertThat(answer.json().path("args").path("field").asString("")).isEqualTo("email");
        assertThat(answer.json().path("support").asString("")).hasSize(8);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("code", "args", "support");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "[]",
                "\"text\"",
                "7",
                "{\"email\":{\"a\":1}}",
                "\u0000",
                "{\"email\":\"\\ud800\"}",
                "null"
            })
    void input_that_is_none_is_the_askers_fault(String body) {
        Browser.Answer answer = visitor().post("/api/login", body);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.code()).isNotBlank().isNotEqualTo("internal");
        assertThat(answer.text())
                .doesNotContain("Exception")
                .doesNotContain("jackson")
                .doesNotContain("\tat ");
    }

    @Test
    void a_nul_in_a_text_is_refused_and_not_an_accident() {
        Browser.Answer answer =
                visitor()
                        .post(
                                "/api/login",
                                "{\"email\":\"a\\u0000@debowa.test\",\"password\":\"x\"}");
        assertThat(answer.status()).isBetween(400, 499);
    }

    @Test
    void a_body_that_announces_too_much_is_refused_at_once() {
        Browser.Answer answer =
                visitor().post("/api/login", "{\"email\":\"" + "a".repeat(5_000_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too_large");
    }

    @Test
    void a_body_that_announces_nothing_is_cut_where_it_becomes_too_much() throws IOException {
        Browser visitor = visitor();
        String token = visitor.cookie("XSRF-TOKEN");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                                    + "Cookie: XSRF-TOKEN="
                                    + token
                                    + "\r\nX-XSRF-TOKEN: "
                                    + token
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            chunk(out, "{\"email\":\"");
            for (int i = 0; i < 70; i++) {
                chunk(out, "a".repeat(64 * 1024));
            }
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains(" 413");
        }
    }

    @Test
    void every_answer_tells_the_browser_what_it_may_not_do() {
        Browser.Answer answer = visitor().get("/api/session");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        Browser.Answer page = visitor().get("/inbox");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/no-such-thing",
                "/assets/none.js",
                "/..%2f..%2fetc/passwd",
                "/application.yml",
                "/db/migration/V001__teams.sql"
            })
    void what_is_not_there_is_said_without_a_page_of_the_container(String path) {
        Browser.Answer answer = visitor().get(path);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain("Tomcat").doesNotContain("spring:");
    }

    @Test
    void live_updates_are_for_those_who_signed_in() {
        assertThat(visitor().get("/api/live").code()).isEqualTo("signed_out");
    }

    /** Somebody who has looked at the page once and so has a CSRF token. */
    private Browser visitor() {
        Browser browser = browser();
        browser.get("/api/session");
        return browser;
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write(
                (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
