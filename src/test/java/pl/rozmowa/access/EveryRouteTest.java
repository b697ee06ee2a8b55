package pl.rozmowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import pl.rozmowa.platform.AppTest;

/** THREATS.md, first row: every route × every kind of caller. */
class EveryRouteTest extends AppTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void each_route_of_the_application_stands_in_a_table_and_each_line_of_a_table_is_a_route() {
        Set<String> listed =
                Routes.all().stream()
                        .map(Route::shape)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = new TreeSet<>();
        for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
            served.addAll(shapes(info));
        }
        served.remove("ANY /error");
        assertThat(served)
                .as("all routes lie under /api")
                .allMatch(route -> route.contains(" /api/"));
        assertThat(without(served, listed))
                .as("routes that no table in pl.rozmowa.access lists")
                .isEmpty();
        assertThat(without(listed, served)).as("lines about routes that do not exist").isEmpty();
    }

    @Test
    void everybody_gets_from_every_route_what_its_line_says() {
        Call call = new Call(port);
        SeededWorld looked = new SeededWorld(jdbc);
        List<String> wrong = new ArrayList<>();
        for (Route route : Routes.all()) {
            for (Caller caller : Caller.values()) {
                SeededWorld world = route.isSafe() ? looked : new SeededWorld(jdbc);
                int status =
                        call.status(
                                route.method(),
                                route.pathIn(world),
                                route.bodyIn(world),
                                world.cookie(caller));
                if (!route.allows(caller, status)) {
                    wrong.add(
                            route
                                    + " as "
                                    + caller.column
                                    + ": "
                                    + status
                                    + ", not "
                                    + route.expected().get(caller));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What a status cannot tell: that a list, a count or a search answers everybody, but each only with what is theirs. */
    @Test
    void no_answer_names_what_the_caller_may_not_see() {
        Call call = new Call(port);
        SeededWorld world = new SeededWorld(jdbc);
        List<String> told = new ArrayList<>();
        List<Route> plain =
                Routes.all().stream()
                        .filter(Route::isSafe)
                        .filter(route -> !route.path().equals("/api/live"))
                        .toList();
        for (Route route : plain) {
            for (Caller caller : Caller.values()) {
                String answer =
                        call.answer("GET", route.pathIn(world), null, world.cookie(caller)).text();
                world.hiddenFrom(caller).stream()
                        .filter(thing -> answer.contains(world.thing(thing)))
                        .forEach(thing ->
                                told.add(route + " tells " + caller.column + " of " + thing));
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void nobody_gets_anything_from_a_path_that_is_no_route() {
        Call call = new Call(port);
        SeededWorld world = new SeededWorld(jdbc);
        for (String path :
                List.of(
                        "/api",
                        "/api/",
                        "/api/nothing",
                        "/api/session/",
                        "/api/members/x/y",
                        "/api/%2e%2e/session")) {
            assertThat(call.status("GET", path, null, "")).as("nobody at " + path).isIn(400, 401);
            assertThat(call.status("GET", path, null, world.cookie(Caller.OWNER)))
                    .as("owner at " + path)
                    .isIn(400, 404);
        }
        for (String path : List.of("/", "/error", "/inbox", "/actuator/env", "/anything")) {
            assertThat(call.status("POST", path, "{}", ""))
                    .as("nobody posts to " + path)
                    .isIn(401, 403);
        }
        assertThat(call.status("GET", "/actuator/env", null, world.cookie(Caller.OWNER)))
                .isEqualTo(403);
    }

    /** What the application makes once for itself (a key for its links) is made by a first round in another world. */
    @Test
    void looking_changes_nothing() {
        Call call = new Call(port);
        lookAtEverything(call, new SeededWorld(jdbc));
        SeededWorld world = new SeededWorld(jdbc);
        Map<String, String> before = digests();
        lookAtEverything(call, world);
        assertThat(digests()).isEqualTo(before);
    }

    private static void lookAtEverything(Call call, SeededWorld world) {
        for (Route route : Routes.all().stream().filter(Route::isSafe).toList()) {
            for (Caller caller : Caller.values()) {
                call.status(route.method(), route.pathIn(world), null, world.cookie(caller));
            }
        }
    }

    /** Lists, nulls, numbers, endless texts and NUL where something else belongs, at each field of each body of each route. */
    @Test
    void no_body_however_hostile_is_answered_with_a_failure_of_the_server() {
        Call call = new Call(port);
        List<String> wrong = new ArrayList<>();
        SeededWorld world = new SeededWorld(jdbc);
        for (Route route : Routes.all()) {
            String body = route.bodyIn(world);
            if (body == null || route.path().endsWith("/disconnect")) {
                continue;
            }
            for (String hostile : HostileJson.variants(body)) {
                String session = world.cookie(Caller.WITH);
                Call.Answer answer =
                        call.answer(route.method(), route.pathIn(world), hostile, session);
                if (answer.status() >= 500) {
                    String shown =
                            hostile.length() > 120 ? hostile.substring(0, 120) + "…" : hostile;
                    wrong.add(route + " " + shown + ": " + answer.status() + " " + answer.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** One digest a table; but for when a session was last used, and for what jobs and the engine note and tell of other tests' mailboxes. */
    private Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        List<String> tables =
                jdbc.sql(
                                """
                                select table_name
                                from information_schema.tables
                                where table_schema = 'public'
                                  and table_type = 'BASE TABLE'
                                  and table_name not in ('spring_session', 'scheduled_tasks',
                                                         'account_lease', 'folder_cursor', 'account_notice',
                                                         'sync_node', 'account_traffic', 'notification', 'presence')
                                """)
                        .query(String.class)
                        .list();
        for (String table : tables) {
            String digest =
                    jdbc.sql(
                                    "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                            + table
                                            + " t")
                            .query(String.class)
                            .single();
            digests.put(table, digest);
        }
        return digests;
    }

    private static Set<String> without(Set<String> all, Set<String> known) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(known);
        return left;
    }

    private static Set<String> shapes(RequestMappingInfo info) {
        Set<String> shapes = new TreeSet<>();
        for (String pattern : info.getPatternValues()) {
            Set<String> methods =
                    info.getMethodsCondition().getMethods().isEmpty()
                            ? Set.of("ANY")
                            : info.getMethodsCondition().getMethods().stream()
                                    .map(Enum::name)
                                    .collect(Collectors.toSet());
            methods.forEach(method -> shapes.add(Route.shape(method, pattern)));
        }
        return shapes;
    }
}
