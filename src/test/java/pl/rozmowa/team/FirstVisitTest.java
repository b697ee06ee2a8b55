package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Browser;

/** An untouched installation: the first person comes with the code from the console. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class FirstVisitTest extends AppTest {

    private static final String PASSWORD = "sezam-otwiera-drzwi";

    @Autowired private FirstVisit firstVisit;
    private String code = "";

    @BeforeEach
    void readTheConsole() {
        code = firstVisit.newCode();
    }

    @Test
    void the_first_person_with_the_code_owns_the_first_project_and_is_signed_in() {
        Browser hanna = browser();
        assertThat(hanna.get("/api/session").json().path("setup").asBoolean()).isTrue();

        Browser.Answer answer =
                hanna.post(
                        "/api/setup",
                        form(code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("member").path("role").asString()).isEqualTo("owner");
        assertThat(answer.json().path("member").path("timeZone").asString())
                .isEqualTo("Asia/Kathmandu");
        assertThat(answer.json().path("project").path("name").asString())
                .isEqualTo("Ceramika Dębowa");
        assertThat(hanna.get("/api/members").json().path("items").size()).isEqualTo(1);
        assertThat(browser().get("/api/session").json().path("setup").asBoolean()).isFalse();
        assertThat(browser().get("/api/session").json().path("member").isNull()).isTrue();
        Browser late = browser();
        late.get("/api/session");
        assertThat(late.post("/api/setup", form(code)).code()).isEqualTo("setup_done");
    }

    @Test
    void the_code_is_stored_only_as_a_hash_and_a_new_one_replaces_the_old() {
        String stored =
                jdbc.sql("select code_hash::text from setup_code").query(String.class).single();
        assertThat(stored).doesNotContain(code).hasSize(2 + 64);
        String next = firstVisit.newCode();
        Browser hanna = browser();
        hanna.get("/api/session");
        assertThat(hanna.post("/api/setup", form(code)).code()).isEqualTo("setup_code_wrong");
        assertThat(hanna.post("/api/setup", form(next)).status()).isEqualTo(200);
    }

    @Test
    void guessing_the_code_is_slowed_down_and_leaves_nothing() {
        Browser guest = browser();
        guest.get("/api/session");
        List<String> codes =
                IntStream.range(0, 12)
                        .mapToObj(n ->
                                guest.post("/api/setup", form("0000-0000-000" + n % 10)).code())
                        .toList();
        assertThat(codes.subList(0, 5)).containsOnly("setup_code_wrong");
        assertThat(codes.getLast()).isEqualTo("login_slow_down");
        assertThat(jdbc.sql("select count(*) from person").query(Integer.class).single()).isZero();
    }

    @Test
    void a_weak_password_is_refused_without_using_the_code_up() {
        Browser hanna = browser();
        hanna.get("/api/session");
        assertThat(hanna.post("/api/setup", form(code, "krótkie")).code())
                .isEqualTo("password_short");
        assertThat(hanna.post("/api/setup", form(code, "Hasło12345678")).code())
                .isEqualTo("password_common");
        assertThat(hanna.post("/api/setup", form(code, "ceramikadebowa-1")).code())
                .isEqualTo("password_common");
        assertThat(hanna.post("/api/setup", form(code)).status()).isEqualTo(200);
    }

    @Test
    void of_many_first_visits_at_once_one_goes_on() throws Exception {
        Callable<String> visit =
                () -> {
                    Browser one = browser();
                    one.get("/api/session");
                    Browser.Answer answer = one.post("/api/setup", form(code));
                    return answer.status() == 200 ? "in" : answer.code();
                };
        Map<String, Integer> outcomes = new TreeMap<>();
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> outcome :
                    visitors.invokeAll(java.util.Collections.nCopies(5, visit))) {
                outcomes.merge(outcome.get(), 1, Integer::sum);
            }
        }
        assertThat(outcomes.get("in")).as(outcomes.toString()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from project").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from person").query(Integer.class).single())
                .isEqualTo(1);
    }

    private static Map<String, String> form(String code) {
        return form(code, PASSWORD);
    }

    private static Map<String, String> form(String code, String password) {
        return Map.of(
                "code", code,
                "name", "Hanna Wrzos",
                "email", "hanna@debowa.test",
                "password", password,
                "projectName", "Ceramika Dębowa",
                "language", "pl",
                "timeZone", "Asia/Kathmandu");
    }
}
