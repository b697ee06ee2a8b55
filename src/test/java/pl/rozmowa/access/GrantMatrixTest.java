package pl.rozmowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.AppTest;

/** The same matrix with other grants: a further level, and one that was taken back. */
class GrantMatrixTest extends AppTest {

    /** What a conversation may be used for by whoever may answer in it. */
    private static final Pattern ANSWERING =
            Pattern.compile(
                    "/api/(conversations/\\{conversation}/(star|seen|place|folders|wishes|wishes/retry|reply|replies)|submissions/.*)(\\?.*)?");

    @Test
    void who_may_answer_in_a_conversation_may_do_there_what_its_mailbox_would_allow_and_no_more() {
        List<String> wrong = new ArrayList<>();
        for (Route route : Routes.all()) {
            boolean readerRefused = "403".equals(route.expected().get(Caller.GUEST_GRANTED));
            boolean answering = ANSWERING.matcher(route.path()).matches();
            if (readerRefused && !answering) {
                continue;
            }
            SeededWorld world = new SeededWorld(jdbc);
            world.grantLevel("guestGranted", "reply");
            check(
                    route,
                    world,
                    Caller.GUEST_GRANTED,
                    readerRefused ? Caller.WITH : Caller.GUEST_GRANTED,
                    wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_grant_taken_back_leaves_nothing_at_any_route() {
        List<String> wrong = new ArrayList<>();
        for (Route route : Routes.all()) {
            if (route.path().contains("{guest}")) {
                continue; // about the other guest themselves
            }
            SeededWorld world = new SeededWorld(jdbc);
            Call call = new Call(port);
            int revoked =
                    call.status(
                            "DELETE",
                            "/api/conversations/%s/access/%s"
                                    .formatted(
                                            world.thing("conversation"),
                                            world.thing("guestGranted")),
                            null,
                            world.cookie(Caller.WITH));
            assertThat(revoked).isEqualTo(204);
            if (!route.toString().startsWith("DELETE /api/conversations/{conversation}/access/")) {
                check(route, world, Caller.GUEST_GRANTED, Caller.GUEST, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(
            Route route, SeededWorld world, Caller caller, Caller like, List<String> wrong) {
        int status =
                new Call(port)
                        .status(
                                route.method(),
                                route.pathIn(world),
                                route.bodyIn(world),
                                world.cookie(caller));
        if (!route.allows(like, status)) {
            wrong.add(route + ": " + status + ", not " + route.expected().get(like));
        }
    }
}
