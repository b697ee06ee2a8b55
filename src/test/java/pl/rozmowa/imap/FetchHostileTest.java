package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pl.rozmowa.imap.Hostile.ITEMS;
import static pl.rozmowa.imap.Hostile.answer;
import static pl.rozmowa.imap.Hostile.failureWith;
import static pl.rozmowa.imap.Hostile.with;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.imap.FetchedMessage.FetchDefect;

/** Messages told in broken ways: only what is broken is lost. */
class FetchHostileTest {

    private static FetchedMessage fetchOne(String... lines) throws IOException {
        FetchedMessage[] message = new FetchedMessage[1];
        with(
                answer(lines),
                connection -> {
                    List<FetchedMessage> messages = connection.fetch(UidSet.of(7), ITEMS);
                    assertThat(messages).hasSize(1);
                    message[0] = messages.getFirst();
                    assertThat(connection.isOpen()).isTrue();
                });
        return message[0];
    }

    @Test
    void whatIsLeftOutIsAbsent() throws IOException {
        FetchedMessage message = fetchOne("* 3 FETCH (RFC822.SIZE 12 UID 7)");
        assertThat(message.size()).isEqualTo(12);
        assertThat(message.flags()).isNull();
        assertThat(message.internalDate()).isNull();
        assertThat(message.bodyStructure()).isNull();
        assertThat(message.defects()).isEmpty();
    }

    @Test
    void aMissingUidIsKnownWhenOnlyOneMessageWasAskedFor() throws IOException {
        assertThat(fetchOne("* 3 FETCH (RFC822.SIZE 12)").uid()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\" 1-Nov-2026 10:00:00 +0100\" | 2026-11-01T09:00:00Z",
                "\"01-NOV-2026 10:00:00 +0100\" | 2026-11-01T09:00:00Z",
                "\"01-Jan-1970 00:00:00 +0000\" | 1970-01-01T00:00:00Z",
                "\"01-Jan-2070 00:00:00 -0730\" | 2070-01-01T07:30:00Z",
                "\"01-Nov-2026 10:00:00\"       | 2026-11-01T10:00:00Z",
                "\"31-Feb-2026 10:00:00 +0100\" | ''",
                "\"yesterday\"                  | ''",
                "\"\"                           | ''"
            })
    void datesAreReadOrNamedAsBroken(String date, String expected) throws IOException {
        FetchedMessage message =
                fetchOne("* 3 FETCH (UID 7 INTERNALDATE " + date + " RFC822.SIZE 9)");
        assertThat(String.valueOf(message.internalDate()))
                .isEqualTo(expected.isEmpty() ? "null" : expected);
        assertThat(message.has(FetchDefect.INTERNAL_DATE_BROKEN)).isEqualTo(expected.isEmpty());
        assertThat(message.size()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" \"a\" \"b\"c\") NIL NIL \"7bit\" 3 1)",
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" \"never closed) NIL NIL \"7bit\" 3 1)",
                "BODYSTRUCTURE ((\"text\" \"plain\" NIL",
                "BODYSTRUCTURE nonsense\" (",
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" {4}\r\na\"(b) NIL NIL \"7bit\" 3 1 \" (",
                "BODYSTRUCTURE ((((((((((((((((((((((((((((((\"text\" \"plain\"))))))))))))))))))))))))))))))"
            })
    void aMalformedBodyStructureCostsOnlyItself(String broken) throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 FLAGS (\\SEEN) "
                                + broken
                                + " BODY[1] {3}\r\na)b RFC822.SIZE 9)");
        assertThat(message.flags()).containsExactly("\\Seen");
        assertThat(message.bodyStructure()).isNull();
        assertThat(message.has(FetchDefect.BODY_STRUCTURE_BROKEN)).isTrue();
        assertThat(message.sections().get("1")).asString().isEqualTo("a)b");
        assertThat(message.size()).isEqualTo(9);
    }

    @Test
    void anOddButReadableBodyStructureIsRead() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 BODYSTRUCTURE"
                                + " ((\"TEXT\" \"PLAIN\" NIL NIL NIL NIL NIL)"
                                + "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 99 (\"d\" \"s\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<x>\")"
                                + " ((\"text\" \"html\" (\"charset\" {5}\r\nutf-8) NIL NIL \"8bit\" 1 1 NIL attachment)(image png NIL \"<c>\" NIL base64 4294967296) \"RELATED\") 12 NIL (\"inline\" NIL))"
                                + " \"MIXED\" (\"boundary\" \"b\" \"odd\") NIL (\"pl\" \"en\") NIL \"future\" (1 (2)))"
                                + " FLAGS ())");
        BodyStructure body = Objects.requireNonNull(message.bodyStructure());
        assertThat(message.defects()).isEmpty();
        assertThat(body.leaves()).extracting(BodyStructure::path).containsExactly("1", "2");
        BodyStructure attached = body.children().getLast();
        assertThat(attached.lines()).isEqualTo(12);
        assertThat(attached.disposition()).isEqualTo("inline");
        assertThat(attached.children().getFirst().leaves())
                .extracting(BodyStructure::path, BodyStructure::mediaType, BodyStructure::size)
                .containsExactly(
                        tuple("2.1", "text/html", 1L), tuple("2.2", "image/png", 4294967296L));
        assertThat(attached.children().getFirst().children().getFirst().disposition())
                .isEqualTo("attachment");
    }

    @Test
    void aLiteralBeyondTheLimitIsReadPastAndNamed() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 BODY[1] {60000}\r\n"
                                + "x".repeat(60_000)
                                + " RFC822.SIZE 60000)");
        assertThat(message.has(FetchDefect.SECTION_TOO_BIG)).isTrue();
        assertThat(message.sections()).isEmpty();
        assertThat(message.size()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1600000000", "999999999999999999"})
    void aMonstrousLiteralEndsTheConnectionWithoutBeingAllocated(String size) throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.send("* 3 FETCH (UID 7 BODY[1] {" + size + "}");
                                },
                                connection -> connection.fetch(UidSet.of(7), ITEMS)))
                .isEqualTo(new ImapFailure.TooBig("literal", Long.parseLong(size)));
    }

    @Test
    void aLineWithoutEndEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.raw("* 3 FETCH (UID 7 BODYSTRUCTURE (\"");
                                    for (int i = 0; i < 1000; i++) {
                                        peer.raw("x".repeat(1000));
                                    }
                                },
                                connection -> connection.fetch(UidSet.of(7), ITEMS)))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void responsesThatMakeNoSenseAreReadPast() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "",
                        "\0\0* 12 EXISTS",
                        "garbage",
                        "* ",
                        "*",
                        "* 3",
                        "* 3 FETCH",
                        "* 3 FETCH nonsense",
                        "* 99999999999999999999999 FETCH (UID 7)",
                        "* FROBNICATE {3}\r\n\r\nx (",
                        "X99 OK somebody else's answer",
                        "+ go on",
                        "* OK [WHATEVER",
                        "* OK a text that ends like a literal {5}",
                        "\0* 3 FETCH (UID 7 RFC822.SIZE 9)");
        assertThat(message.size()).isEqualTo(9);
    }

    @Test
    void endlessNonsenseEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.raw("x\r\n".repeat(2000));
                                },
                                ImapConnection::noop))
                .isInstanceOf(ImapFailure.ProtocolBroken.class);
    }

    @Test
    void sectionsThatAreStreamedTogetherGoEachItsOwnWay() throws IOException {
        Map<String, ByteArrayOutputStream> got = new TreeMap<>();
        List<String> answered = new ArrayList<>();
        with(
                peer -> {
                    List<String> tags = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        tags.add(peer.line().split(" ")[0]);
                    }
                    peer.send(
                            "* 2 FETCH (UID 8 BODY[2] {4}",
                            "acht FLAGS (\\Seen))",
                            "* 1 FETCH (FLAGS (\\Seen) UID 7)",
                            "* 1 FETCH (UID 7 BODY[1.2] \"sieben\")",
                            "* 5 FETCH (UID 11 BODY[2] {3}",
                            "elf)",
                            "* 3 FETCH (BODY[2] {4}",
                            "neun UID 9)",
                            tags.get(1) + " OK done",
                            tags.get(0) + " OK done",
                            tags.get(2) + " NO not today");
                    peer.line();
                    peer.reply("OK done");
                },
                connection -> {
                    connection.stream(
                            List.of(section(7, "1.2"), section(8, "2"), section(9, "2")).iterator(),
                            (uid, section) ->
                                    uid == 11
                                            ? null
                                            : got.computeIfAbsent(
                                                    uid + " " + section,
                                                    _ -> new ByteArrayOutputStream()),
                            new FetchSink() {
                                @Override
                                public void message(FetchedMessage message) {
                                    throw new AssertionError("it went its way");
                                }

                                @Override
                                public void answered(
                                        FetchBatch batch, @Nullable ImapFailure failure) {
                                    answered.add(batch.uids() + (failure == null ? "" : " NO"));
                                }
                            });
                    connection.noop();
                });
        assertThat(answered).containsExactly("8", "7", "9 NO");
        assertThat(got.entrySet())
                .extracting(one -> one.getKey() + " " + one.getValue())
                .containsExactly("0 2 neun", "7 1.2 sieben", "8 2 acht");
    }

    private static FetchBatch section(long uid, String section) {
        return new FetchBatch(UidSet.of(uid), FetchItems.onlySection(section), 10);
    }
}
