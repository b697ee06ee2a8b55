package pl.rozmowa.team;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;

/** Our company with its people for one test: addresses of their own, the same password for all. */
public final class Team {

    public static final String PASSWORD = "sezam-otwiera-drzwi";
    private static final Map<String, String> HASHES = new ConcurrentHashMap<>();

    private final FoundProject.Founded founded;

    private Team(FoundProject.Founded founded) {
        this.founded = founded;
    }

    /** Hanna (owner), Tymon (admin), Lidia (member), Borys (guest). */
    public static Team found(FoundProject found) {
        String tag = Long.toString(Ids.next().getMostSignificantBits(), 36);
        String hash = HASHES.computeIfAbsent(PASSWORD, found::hash);
        return new Team(
                found.found(
                        "Ceramika Dębowa",
                        List.of(
                                founder("Hanna Wrzos", "hanna." + tag, Role.OWNER, hash),
                                founder("Tymon Sowa", "tymon." + tag, Role.ADMIN, hash),
                                founder("Lidia Maj", "lidia." + tag, Role.MEMBER, hash),
                                founder("Borys Klon", "borys." + tag, Role.GUEST, hash))));
    }

    private static FoundProject.Founder founder(String name, String local, Role role, String hash) {
        return new FoundProject.Founder(name, local + "@debowa.test", hash, role, null, null);
    }

    public Project project() {
        return founded.project();
    }

    public Member owner() {
        return founded.members().get(0);
    }

    public Member admin() {
        return founded.members().get(1);
    }

    public Member member() {
        return founded.members().get(2);
    }

    public Member guest() {
        return founded.members().get(3);
    }

    /** Signs the member in at that browser, as the login page does. */
    public static Browser signIn(Browser browser, Member member) {
        browser.get("/api/session");
        Browser.Answer answer = login(browser, member.email(), PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError("could not sign in: " + answer.text());
        }
        return browser;
    }

    public static Browser.Answer login(Browser browser, String email, String password) {
        return browser.post("/api/login", Map.of("email", email, "password", password));
    }
}
