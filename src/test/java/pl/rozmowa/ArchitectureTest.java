package pl.rozmowa;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the house that the compiler does not know. */
class ArchitectureTest {

    /** Each room, and the rooms that it may look down upon; ARCHITECTURE.md draws the same arrows. */
    private static final Map<String, List<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("platform", List.of()),
                    Map.entry("mail", List.of("platform")),
                    Map.entry("imap", List.of("mail", "platform")),
                    Map.entry("smtp", List.of("mail", "platform")),
                    Map.entry("provider", List.of("imap", "smtp", "mail", "platform")),
                    Map.entry("team", List.of("mail", "platform")),
                    Map.entry("governor", List.of("platform")),
                    Map.entry("account", upTo("account")),
                    Map.entry("contact", upTo("contact")),
                    Map.entry("conversation", upTo("conversation")),
                    Map.entry("teamwork", upTo("teamwork")),
                    Map.entry("search", upTo("search")),
                    Map.entry("sharing", upTo("sharing")),
                    Map.entry("sync", upTo("sync")),
                    Map.entry("sending", upTo("sync")),
                    Map.entry("notification", upTo("notification")),
                    Map.entry("demo", upTo("demo")));

    /** Classes that hold SQL say so by their last word; three are single questions named by what they answer. */
    private static final String SQL =
            ".*(Table|Query|List|Rows|Book|conversation\\.(OpenConversation|Forgetting|ImageKey))(\\$.*)?";

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("pl.rozmowa");

    private static List<String> upTo(String room) {
        List<String> order =
                List.of(
                        "platform",
                        "mail",
                        "imap",
                        "smtp",
                        "provider",
                        "team",
                        "governor",
                        "account",
                        "contact",
                        "conversation",
                        "sharing",
                        "teamwork",
                        "search");
        return switch (room) {
            case "sync" -> order;
            case "notification", "demo" -> {
                List<String> all = new ArrayList<>(order);
                all.addAll(List.of("sync", "sending"));
                yield all;
            }
            default -> order.subList(0, order.indexOf(room));
        };
    }

    @TestFactory
    List<DynamicTest> each_room_looks_only_down() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String room : rooms()) {
            tests.add(DynamicTest.dynamicTest(room, () -> looksOnlyDown(room)));
        }
        return tests;
    }

    private static void looksOnlyDown(String room) {
        List<String> allowed = MAY_USE.get(room);
        assertThat(allowed).as("the room %s has no place in the order of rooms", room).isNotNull();
        List<String> packages = new ArrayList<>(List.of("pl.rozmowa." + room + ".."));
        allowed.forEach(below -> packages.add("pl.rozmowa." + below + ".."));
        DescribedPredicate<JavaClass> foreign =
                resideInAPackage("pl.rozmowa..")
                        .and(not(resideInAnyPackage(packages.toArray(String[]::new))));
        noClasses()
                .that()
                .resideInAPackage("pl.rozmowa." + room + "..")
                .should()
                .dependOnClassesThat(foreign)
                .check(CODE);
    }

    @Test
    void rooms_form_no_cycle() {
        slices().matching("pl.rozmowa.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void rooms_keep_to_what_their_package_info_allows() {
        ApplicationModules.of(Rozmowa.class).verify();
    }

    @Test
    void the_mail_library_stays_where_mail_is_sent() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "pl.rozmowa.smtp..", "pl.rozmowa.sending..", "pl.rozmowa.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
                .check(CODE);
    }

    /** ADR 11. That and by whom a note was written since is all that anything on the way out may learn, and {@code Meanwhile} tells it. */
    @Test
    void nothing_on_the_way_out_knows_notes() throws IOException {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "pl.rozmowa.sending..",
                        "pl.rozmowa.smtp..",
                        "pl.rozmowa.imap..",
                        "pl.rozmowa.sync..",
                        "pl.rozmowa.account..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("pl.rozmowa.teamwork..")
                                .and(
                                        describe(
                                                "about notes",
                                                type ->
                                                        type.getSimpleName()
                                                                .matches("(Note|Mention).*"))))
                .check(CODE);
        Pattern reads =
                Pattern.compile("\\b(?:from|join|into|update) note(?:_version|_mention)?\\b");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/pl/rozmowa"))) {
            List<Path> readers = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (reads.matcher(Files.readString(file)).find()) {
                    readers.add(file.getParent().getFileName());
                }
            }
            assertThat(readers).isNotEmpty().containsOnly(Path.of("teamwork"));
        }
    }

    @Test
    void the_toy_mail_server_serves_only_the_demo() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pl.rozmowa.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.icegreen..")
                .check(CODE);
    }

    @Test
    void sql_lives_in_tables_queries_and_lists() {
        noClasses()
                .that()
                .resideOutsideOfPackages("pl.rozmowa.platform..", "pl.rozmowa.demo..")
                .and()
                .haveNameNotMatching(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "org.postgresql..")
                .check(CODE);
    }

    @Test
    void only_the_injected_clock_tells_the_time() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pl.rozmowa.platform..")
                .should()
                .accessTargetWhere(
                        describe(
                                "the machine's own clock", ArchitectureTest::readsTheMachinesClock))
                .check(CODE);
    }

    private static boolean readsTheMachinesClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean javaTimeNow =
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && access.getTarget().getFullName().endsWith("now()");
        boolean system = owner.equals("java.lang.System") && name.equals("currentTimeMillis");
        boolean clock = owner.equals("java.time.Clock") && name.startsWith("system");
        boolean date =
                owner.equals("java.util.Date")
                        && access.getTarget().getFullName().endsWith("<init>()");
        return javaTimeNow || system || clock || date;
    }

    @Test
    void every_package_says_that_nothing_is_null_unless_marked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
                .check(CODE);
        Set<String> described =
                Set.copyOf(
                        CODE.stream()
                                .filter(type -> type.getSimpleName().equals("package-info"))
                                .map(JavaClass::getPackageName)
                                .toList());
        assertThat(CODE).allSatisfy(type -> assertThat(described).contains(type.getPackageName()));
    }

    @Test
    void every_room_is_named_in_the_architecture() throws IOException {
        String text = Files.readString(Path.of("ARCHITECTURE.md"));
        assertThat(rooms()).allSatisfy(room -> assertThat(text).contains("\n| `" + room + "` | "));
    }

    private static List<String> rooms() {
        return CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("pl.rozmowa."))
                .map(name -> name.split("\\.")[2])
                .distinct()
                .sorted()
                .toList();
    }
}
