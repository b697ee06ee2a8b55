package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

class SignInTest extends AppTest {

    @Autowired private FoundProject found;

    @Test
    void signing_in_shows_who_and_where_one_is() {
        Team team = Team.found(found);
        Browser lidia = Team.signIn(browser(), team.member());
        JsonNode session = lidia.get("/api/session").json();
        assertThat(session.path("setup").asBoolean()).isFalse();
        assertThat(session.path("member").path("name").asString()).isEqualTo("Lidia Maj");
        assertThat(session.path("member").path("id").asString())
                .isEqualTo(team.member().id().toString());
        assertThat(session.path("member").path("language").asString()).isEqualTo("pl");
        assertThat(session.path("member").path("timeZone").asString()).isEqualTo("Europe/Warsaw");
        assertThat(session.path("projects").size()).isEqualTo(1);
        assertThat(session.path("demo").isNull()).isTrue();
    }

    @Test
    void
            upper_case_and_spaces_around_the_address_and_another_unicode_form_of_the_password_are_the_same_person() {
        Team team = Team.found(found);
        Browser lidia = browser();
        lidia.get("/api/session");
        assertThat(
                        Team.login(
                                        lidia,
                                        "  "
                                                + team.member()
                                                        .email()
                                                        .toUpperCase(java.util.Locale.ROOT)
                                                + " ",
                                        Team.PASSWORD)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_address_and_a_wrong_password_get_the_same_answer() {
        Team team = Team.found(found);
        Browser guest = from("127.0.0.21");
        guest.get("/api/session");
        Browser.Answer unknown =
                Team.login(guest, "nobody." + team.project().id() + "@debowa.test", Team.PASSWORD);
        Browser.Answer wrong = Team.login(guest, team.member().email(), "nie-to-haslo-wcale");
        assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(403);
        assertThat(unknown.code()).isEqualTo(wrong.code()).isEqualTo("login_refused");
        assertThat(unknown.json().path("args")).isEqualTo(wrong.json().path("args"));
        assertThat(guest.cookie("rozmowa")).isEmpty();
    }

    @Test
    void ten_wrong_passwords_close_the_door_for_a_minute_whatever_the_headers_claim()
            throws Exception {
        Team team = Team.found(found);
        Browser thief = from("127.0.0.22");
        thief.get("/api/session");
        for (int i = 0; i < 10; i++) {
            assertThat(Team.login(thief, "nobody" + i + "@debowa.test", "x".repeat(12)).code())
                    .isEqualTo("login_refused");
        }
        Browser.Answer slowed = Team.login(thief, team.member().email(), Team.PASSWORD);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("login_slow_down");
        assertThat(slowed.json().path("args").path("seconds").asInt()).isBetween(1, 61);
        assertThat(forwarded("127.0.0.22", team.member().email())).isEqualTo(429);
        assertThat(
                        Team.login(signedOut("127.0.0.23"), team.member().email(), Team.PASSWORD)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void nothing_is_changed_without_the_token_against_forged_requests() {
        Team team = Team.found(found);
        Browser fresh = browser();
        Browser.Answer login =
                fresh.post(
                        "/api/login",
                        Map.of("email", team.member().email(), "password", Team.PASSWORD));
        assertThat(login.status()).isEqualTo(403);
        assertThat(login.code()).isEqualTo("csrf_missing");
        assertThat(fresh.post("/api/logout", Map.of()).code()).isIn("csrf_missing", "signed_out");
    }

    @Test
    void the_session_id_changes_at_sign_in_and_an_old_or_invented_one_is_worth_nothing()
            throws Exception {
        Team team = Team.found(found);
        Browser lidia = Team.signIn(browser(), team.member());
        String first = lidia.cookie("rozmowa");
        String firstToken = lidia.cookie("XSRF-TOKEN");
        Team.login(lidia, team.member().email(), Team.PASSWORD);
        assertThat(lidia.cookie("rozmowa")).isNotEqualTo(first).isNotEmpty();
        assertThat(lidia.cookie("XSRF-TOKEN")).isNotEqualTo(firstToken).isNotEmpty();
        assertThat(statusWithCookie(first)).isEqualTo(401);
        assertThat(statusWithCookie("")).isEqualTo(401);
        assertThat(statusWithCookie("bm90LWEtc2Vzc2lvbg==")).isEqualTo(401);
        assertThat(statusWithCookie("%00%ff")).isEqualTo(401);
        assertThat(statusWithCookie(lidia.cookie("rozmowa"))).isEqualTo(200);
    }

    @Test
    void the_session_cookie_is_out_of_reach_of_scripts_and_foreign_pages() {
        Team team = Team.found(found);
        Browser lidia = browser();
        lidia.get("/api/session");
        String cookie =
                Team.login(lidia, team.member().email(), Team.PASSWORD)
                        .headers()
                        .allValues("Set-Cookie")
                        .stream()
                        .filter(header -> header.startsWith("rozmowa="))
                        .findFirst()
                        .orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain", "Secure");
    }

    @Test
    void a_session_ends_after_twelve_hours_without_use_and_thirty_days_in_any_case() {
        Team team = Team.found(found);
        Browser idle = Team.signIn(browser(), team.member());
        Browser old = Team.signIn(browser(), team.admin());
        Browser young = Team.signIn(browser(), team.owner());
        long hour = 3_600_000;
        age(
                team.member(),
                "last_access_time = last_access_time - "
                        + 13 * hour
                        + ", expiry_time = expiry_time - "
                        + 13 * hour);
        age(team.admin(), "creation_time = creation_time - " + (30 * 24 + 1) * hour);
        age(team.owner(), "creation_time = creation_time - " + 29 * 24 * hour);
        assertThat(idle.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(old.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(young.get("/api/members").status()).isEqualTo(200);
    }

    @Test
    void looking_around_writes_the_session_once_a_minute_at_most() {
        Team team = Team.found(found);
        Browser lidia = Team.signIn(browser(), team.member());
        String before = version(team.member());
        for (int i = 0; i < 5; i++) {
            lidia.get("/api/members");
        }
        assertThat(version(team.member())).isEqualTo(before);
        age(team.member(), "last_access_time = last_access_time - 61000");
        before = version(team.member());
        lidia.get("/api/members");
        assertThat(version(team.member())).isNotEqualTo(before);
    }

    @Test
    void signing_out_ends_this_browser_and_everywhere_ends_all() {
        Team team = Team.found(found);
        Browser desk = Team.signIn(browser(), team.member());
        Browser phone = Team.signIn(browser(), team.member());
        assertThat(desk.post("/api/logout", Map.of()).status()).isEqualTo(204);
        assertThat(desk.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(phone.get("/api/members").status()).isEqualTo(200);
        Team.signIn(desk, team.member());
        assertThat(phone.post("/api/logout-everywhere", Map.of()).status()).isEqualTo(204);
        assertThat(desk.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(phone.get("/api/members").code()).isEqualTo("signed_out");
    }

    @Test
    void one_sees_ones_browsers_and_ends_one_of_them_with_its_stream() throws Exception {
        Team team = Team.found(found);
        Browser desk = Team.signIn(browser(), team.member());
        Browser phone = Team.signIn(browser(), team.member());
        JsonNode items = desk.get("/api/me/sessions").json().path("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.toString()).doesNotContain(desk.cookie("rozmowa")).contains("127.0.0.1");
        String other = "";
        for (JsonNode item : items) {
            other = item.path("current").asBoolean() ? other : item.path("id").asString();
        }
        try (InputStream stream = phone.stream("/api/live")) {
            assertThat(desk.delete("/api/me/sessions/" + other).status()).isEqualTo(204);
            assertThat(phone.get("/api/members").code()).isEqualTo("signed_out");
            Await.until("the stream ends", () -> ended(stream));
        }
        assertThat(desk.get("/api/me/sessions").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void a_new_password_keeps_this_browser_and_ends_the_others() {
        Team team = Team.found(found);
        Browser desk = Team.signIn(browser(), team.member());
        Browser phone = Team.signIn(browser(), team.member());
        String before = desk.cookie("rozmowa");
        assertThat(change(desk, "nie-to-haslo-wcale", "zielony parapet 7 mew").code())
                .isEqualTo("login_refused");
        assertThat(change(desk, Team.PASSWORD, "za krótkie").code()).isEqualTo("password_short");
        assertThat(change(desk, Team.PASSWORD, "Lidia-Maj-kwitnie").code())
                .isEqualTo("password_common");
        assertThat(phone.get("/api/members").status()).isEqualTo(200);

        assertThat(change(desk, Team.PASSWORD, "zielony parapet 7 mew").status()).isEqualTo(204);

        assertThat(phone.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(desk.get("/api/members").status()).isEqualTo(200);
        assertThat(desk.cookie("rozmowa")).isNotEqualTo(before);
        assertThat(Team.login(phone, team.member().email(), Team.PASSWORD).code())
                .isEqualTo("login_refused");
        assertThat(Team.login(phone, team.member().email(), "zielony parapet 7 mew").status())
                .isEqualTo(200);
    }

    @Test
    void the_language_is_the_browsers_until_one_is_chosen() {
        Team team = Team.found(found);
        Browser lidia = Team.signIn(browser(), team.member());
        assertThat(languageOf("en-GB,en;q=0.9,pl;q=0.8")).isEqualTo("en");
        assertThat(languageOf("de, pl;q=0.5")).isEqualTo("pl");
        assertThat(languageOf("de")).isEqualTo("en");
        assertThat(languageOf("pl;q=0, en;q=0.1")).isEqualTo("en");
        assertThat(languageOf("\u0000;;q=,")).isEqualTo("pl");
        lidia.patch(
                "/api/me",
                Map.of("language", "en", "timeZone", "America/St_Johns", "name", " Łucja Ñandú "));
        JsonNode me = lidia.get("/api/session").json().path("member");
        assertThat(me.path("language").asString()).isEqualTo("en");
        assertThat(me.path("timeZone").asString()).isEqualTo("America/St_Johns");
        assertThat(me.path("name").asString()).isEqualTo("Łucja Ñandú");
        assertThat(lidia.patch("/api/me", Map.of("timeZone", "Mars/Olympus")).code())
                .isEqualTo("invalid_input");
        assertThat(lidia.patch("/api/me", Map.of("name", "a\u202eb")).code())
                .isEqualTo("invalid_input");
        assertThat(lidia.patch("/api/me", Map.of("name", "a\u0000b")).code())
                .isEqualTo("invalid_input");
        assertThat(lidia.patch("/api/me", Map.of("name", "ż".repeat(201))).code())
                .isEqualTo("invalid_input");
        assertThat(lidia.patch("/api/me", Map.of("name", "🦉ż".repeat(100))).status())
                .isEqualTo(200);
    }

    private static String languageOf(String header) {
        return pl.rozmowa.team.Browser.language(header);
    }

    private static Browser.Answer change(Browser browser, String current, String next) {
        return browser.post("/api/me/password", Map.of("current", current, "next", next));
    }

    private void age(Member member, String change) {
        jdbc.sql("update spring_session set " + change + " where principal_name = :person")
                .param("person", member.personId().toString())
                .update();
    }

    /** Which version of the row this is: changes with every write, also of the same values. */
    private String version(Member member) {
        return jdbc.sql("select xmin::text from spring_session where principal_name = :person")
                .param("person", member.personId().toString())
                .query(String.class)
                .single();
    }

    private static boolean ended(InputStream stream) {
        try {
            return stream.read() < 0;
        } catch (IOException closed) {
            return true;
        }
    }

    private Browser signedOut(String address) {
        Browser browser = from(address);
        browser.get("/api/session");
        return browser;
    }

    private Browser from(String address) {
        return new Browser("http://127.0.0.1:" + port, InetAddress.ofLiteral(address));
    }

    private int statusWithCookie(String cookie) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/members"))
                        .header("Cookie", "rozmowa=" + cookie)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Claims to be forwarded for somebody else. */
    private int forwarded(String from, String email) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/login"))
                        .header("Cookie", "XSRF-TOKEN=t")
                        .header("X-XSRF-TOKEN", "t")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "198.51.100.9")
                        .header("X-Real-IP", "198.51.100.9")
                        .header("Forwarded", "for=198.51.100.9")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\""
                                                + email
                                                + "\",\"password\":\""
                                                + Team.PASSWORD
                                                + "\"}"))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
