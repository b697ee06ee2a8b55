package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.imap.Hostile.answer;
import static pl.rozmowa.imap.Hostile.failureWith;
import static pl.rozmowa.imap.Hostile.open;
import static pl.rozmowa.imap.Hostile.with;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.ScriptedServer;

/** Lists, counters and search results in every spelling. */
class FoldersHostileTest {

    @Test
    void foldersAreReadHoweverTheyAreSpelt() throws IOException {
        with(
                peer -> {
                    peer.line();
                    peer.send(
                            "* LIST (\\HasNoChildren) \".\" INBOX",
                            "* LIST () \".\" \"INBOX.Wys&AUI-ane\"",
                            "* LIST () NIL Bez&poziom&AUI-w",
                            "* LIST (\\Noselect) \"/\" \"[Gmail]\"",
                            "* LIST (\\NonExistent \\NoInferiors) \"/\" znikł"
                                    .replace("ł", "\u00C5\u0082"),
                            "* LIST () \"\\\\\" \"a \\\"b\\\" c\"",
                            "* LIST () \"/\" \"unescaped \"quote\" here\"",
                            "* LIST () \"/\" without quotes at all",
                            "* LIST () \"/\" {9}");
                    peer.raw("in\"literal\r\n".substring(0, 9) + "\r\n");
                    peer.send(
                            "* LIST () \"/\" \"R&-D &- &AOk-\" (\"OLDNAME\" (\"x\"))",
                            "* LIST broken",
                            "* LIST () \"/\" \"&AUI\"",
                            "* LIST () \"/\" \"\u0141\u00F3d\u017A\""
                                    .replaceAll("[^\\x00-\\xFF]", "\u00B3"));
                    peer.reply("OK");
                },
                connection -> {
                    List<FolderListing> folders = connection.listFolders();
                    assertThat(folders)
                            .extracting(FolderListing::name)
                            .containsExactly(
                                    "INBOX",
                                    "INBOX.Wysłane",
                                    "Bez&poziomłw",
                                    "[Gmail]",
                                    "znikł",
                                    "a \"b\" c",
                                    "unescaped \"quote\" here",
                                    "without quotes at all",
                                    "in\"litera",
                                    "R&D & é",
                                    "&AUI",
                                    "³ód³");
                    assertThat(folders.get(1).path()).containsExactly("INBOX", "Wysłane");
                    assertThat(folders.get(2).delimiter()).isNull();
                    assertThat(folders.get(3).selectable()).isFalse();
                    assertThat(folders.get(4).selectable()).isFalse();
                    assertThat(folders.get(4).wireName()).isEqualTo("znik\u00C5\u0082");
                });
    }

    @Test
    void anExtendedListThatIsOfferedAndRefusedIsAskedForPlainly() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send(
                                    "* OK [CAPABILITY IMAP4rev1 LIST-EXTENDED SPECIAL-USE] ready");
                            peer.expect("RETURN (SPECIAL-USE)");
                            peer.reply("BAD what?");
                            peer.expect("LIST \"\" \"*\"");
                            peer.send("* LIST (\\Sent) \"/\" Sent");
                            peer.reply("OK");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            assertThat(connection.listFolders())
                    .hasSize(1)
                    .allMatch(folder -> folder.has("\\Sent"));
        }
    }

    @Test
    void moreFoldersThanAnybodyHasEndTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    for (int i = 0; i < 200; i++) {
                                        peer.send("* LIST () \"/\" f" + i);
                                    }
                                },
                                ImapConnection::listFolders))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void aSelectWithoutUidNextOrWithoutAnythingIsSurvived() throws IOException {
        with(
                peer -> {
                    answer("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [NOMODSEQ] none")
                            .play(peer);
                    answer().play(peer);
                    peer.line();
                    peer.send("* OK [UIDNEXT x] nonsense", "* OK [UIDVALIDITY", "* FLAGS ()");
                    peer.reply("OK [READ-ONLY] done");
                },
                connection -> {
                    assertThat(connection.select("INBOX"))
                            .isEqualTo(new SelectedFolder("INBOX", 3, 7, 0, 0, false, Set.of()));
                    assertThat(connection.select("INBOX").uidValidity()).isZero();
                    assertThat(connection.select("INBOX").readOnly()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* STATUS INBOX (MESSAGES",
                "* STATUS INBOX",
                "* STATUS (MESSAGES 3)",
                "* STATUS \"INBOX (MESSAGES 3)"
            })
    void aStatusThatCannotBeReadIsNoAnswer(String line) throws IOException {
        with(answer(line), connection -> assertThat(connection.status("INBOX")).isNull());
    }

    @Test
    void aStatusIsReadWithNamesInAnySpelling() throws IOException {
        with(
                answer(
                        "* STATUS {5}\r\ninbox (MESSAGES 3 UIDNEXT nonsense X-NEW (1 2) UNSEEN 1 UIDVALIDITY 4294967295)"),
                connection ->
                        assertThat(connection.status("INBOX"))
                                .isEqualTo(new FolderStatus("inbox", 3, -1, 4294967295L, 1, -1)));
    }

    @Test
    void theLastMessageIsNotNewBecauseTheServerNamesIt() throws IOException {
        with(
                answer("* ESEARCH (TAG \"R1\") UID ALL 41"),
                connection ->
                        assertThat(
                                        connection
                                                .searchUids(UidSet.range(42, UidSet.MAX_UID))
                                                .isEmpty())
                                .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* ESEARCH (TAG \"R1\") UID ALL 1:3,7 MODSEQ 9      | 1:3,7",
                "* ESEARCH (TAG \"R1\") UID                          | ''",
                "* ESEARCH UID MIN 1 MAX 7 ALL 7,3:1                 | 1:3,7",
                "* SEARCH 7 3 2 1 (MODSEQ 917)                       | 1:3,7",
                "* SEARCH                                            | ''",
                "* SEARCH 0 5 99999999999999999999 6                 | ''",
                "* ESEARCH (TAG \"R1\") UID ALL                      | ''"
            })
    void searchResultsAreReadInEveryForm(String line, String uids) throws IOException {
        with(
                answer(line),
                connection ->
                        assertThat(connection.searchSince(LocalDate.of(2026, 11, 1)).wire())
                                .isEqualTo(uids));
    }

    @Test
    void aSearchResultBeyondAllReasonEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                answer("* ESEARCH (TAG \"R1\") UID ALL 1:4294967295"),
                                connection -> connection.searchSince(LocalDate.of(2026, 11, 1))))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void anExtendedSearchThatIsOfferedAndRefusedIsAskedForPlainly() throws IOException {
        with(
                peer -> {
                    peer.expect("RETURN (ALL) SINCE 1-Nov-2026");
                    peer.reply("BAD what?");
                    peer.expect("UID SEARCH SINCE 1-Nov-2026");
                    peer.send("* SEARCH 5");
                    peer.reply("OK");
                },
                connection ->
                        assertThat(connection.searchSince(LocalDate.of(2026, 11, 1)))
                                .isEqualTo(UidSet.of(5)));
    }
}
