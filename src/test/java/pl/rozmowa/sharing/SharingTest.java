package pl.rozmowa.sharing;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.team.FoundProject;
import pl.rozmowa.team.Member;
import pl.rozmowa.team.Team;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tests that begin with the mailbox of Tymon, who is an admin; Hanna, Lidia and Borys don't see it. */
abstract class SharingTest extends AppTest {

    @Autowired FoundProject found;
    @Autowired Receiving receiving;
    @Autowired TransactionTemplate transaction;
    Studio studio;
    Team team;
    Browser tymon;
    UUID account;
    UUID cennik;
    UUID umowa;

    @BeforeEach
    void tymonsMailboxHasTwoConversations() {
        team = Team.found(found);
        studio = new Studio(team, jdbc, receiving, transaction);
        account = studio.mailbox("tymon", team.admin().id(), "private");
        cennik = studio.arrived(account, "cennik", "zaneta@studiolaka.example");
        umowa = studio.arrived(account, "umowa", "iwo@studiolaka.example");
        tymon = signedIn(team.admin());
    }

    Browser signedIn(Member member) {
        Browser browser = Team.signIn(browser(), member);
        browser.get("/api/session");
        return browser;
    }

    static String access(Object conversation) {
        return "/api/conversations/" + conversation + "/access";
    }

    /** How many conversations a list shows. */
    static int listed(Browser browser, String query) {
        return browser.get("/api/conversations" + query).json().path("items").size();
    }

    static JsonNode viewer(Browser browser, Object conversation, Member member) {
        for (JsonNode one : browser.get(access(conversation)).json().path("items")) {
            if (one.path("memberId").asString().equals(member.id().toString())) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }
}
