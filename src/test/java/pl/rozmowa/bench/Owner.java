package pl.rozmowa.bench;

import java.io.IOException;
import java.util.Map;
import pl.rozmowa.platform.Browser;

/** The first person of a fresh installation, as the setup page makes her. */
final class Owner {

    private Owner() {}

    /** @param once the code from the console; the browser is signed in afterwards */
    static void setUp(Browser browser, String once) throws IOException {
        require(
                browser.post(
                        "/api/setup",
                        Map.of(
                                "code", once,
                                "name", "Hanna Wrzos",
                                "email", "hanna@debowa.test",
                                "password", "sezam-otwiera-drzwi",
                                "projectName", "Ceramika Dębowa",
                                "language", "pl",
                                "timeZone", "Europe/Warsaw")));
        browser.get("/api/session"); // signing in gave a new CSRF token
    }

    /** The same person in another browser, such as at another node. */
    static void signIn(Browser browser) throws IOException {
        browser.get("/api/session");
        require(
                browser.post(
                        "/api/login",
                        Map.of("email", "hanna@debowa.test", "password", "sezam-otwiera-drzwi")));
        browser.get("/api/session"); // signing in gave a new CSRF token
    }

    static void require(Browser.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(answer.status() + " " + answer.text());
        }
    }
}
