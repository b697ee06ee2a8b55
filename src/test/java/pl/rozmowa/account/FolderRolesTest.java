package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.rozmowa.imap.FolderListing;

class FolderRolesTest {

    private static FolderListing listed(String name, String... attributes) {
        return new FolderListing(name, name, "/", Set.of(attributes), null);
    }

    private static Folder folder(String name, @Nullable String delimiter, FolderRole role) {
        UUID id = new UUID(0, name.hashCode());
        return new Folder(
                id, id, id, name, name, delimiter, role, true, false, FolderDirection.NONE, false);
    }

    @ParameterizedTest
    @CsvSource({
        "INBOX, INBOX",
        "Inbox, INBOX",
        "Wysłane, SENT",
        "Wyslane, SENT",
        "Elementy wysłane, SENT",
        "Sent, SENT",
        "Sent Items, SENT",
        "SENT MESSAGES, SENT",
        "Gesendet, SENT",
        "INBOX/Sent, SENT",
        "[Gmail]/Wysłane, SENT",
        "Szkice, DRAFTS",
        "Kopie robocze, DRAFTS",
        "Wersje robocze, DRAFTS",
        "Drafts, DRAFTS",
        "Entwürfe, DRAFTS",
        "Kosz, TRASH",
        "Elementy usunięte, TRASH",
        "Deleted Items, TRASH",
        "Spam, JUNK",
        "Wiadomości-śmieci, JUNK",
        "Niechciane, JUNK",
        "Junk Email, JUNK",
        "Archiwum, ARCHIVE",
        "Archive, ARCHIVE",
        "Wszystkie, ALL",
        "All Mail, ALL"
    })
    void guesses_a_role_by_name(String name, FolderRole role) {
        assertThat(FolderRoles.of(List.of(listed(name)))).containsEntry(name, role);
    }

    @ParameterizedTest
    @CsvSource({"Klienci/Archiwum", "Klienci/Sent", "Oferty wysłane", "Sentinel", "Inbox2"})
    void leaves_the_users_own_folders_alone(String name) {
        assertThat(FolderRoles.of(List.of(listed(name)))).doesNotContainKey(name);
    }

    @Test
    void special_use_beats_the_name_and_no_role_is_given_twice() {
        List<FolderListing> folders =
                List.of(
                        listed("INBOX"),
                        listed("Sent"),
                        listed("Poczta wychodząca", "\\sent"),
                        listed("Sent Items"));
        assertThat(FolderRoles.of(folders))
                .containsEntry("Poczta wychodząca", FolderRole.SENT)
                .doesNotContainKeys("Sent", "Sent Items");
    }

    @Test
    void folders_that_cannot_be_selected_are_not_guessed() {
        assertThat(FolderRoles.of(List.of(listed("Sent", "\\noselect"), listed("Gesendet"))))
                .containsEntry("Gesendet", FolderRole.SENT)
                .doesNotContainKey("Sent");
    }

    @Test
    void ticks_received_and_sent_beforehand_and_nothing_else() {
        assertThat(FolderRoles.isSuggested(folder("INBOX", "/", FolderRole.INBOX))).isTrue();
        assertThat(FolderRoles.isSuggested(folder("Wysłane", "/", FolderRole.SENT))).isTrue();
        assertThat(FolderRoles.isSuggested(folder("Odebrane", "/", FolderRole.OTHER))).isTrue();
        assertThat(FolderRoles.isSuggested(folder("Klienci", "/", FolderRole.OTHER))).isFalse();
        assertThat(FolderRoles.isSuggested(folder("Spam", "/", FolderRole.JUNK))).isFalse();
    }

    @Test
    void a_second_folder_called_sent_holds_sent_mail_too() {
        assertThat(FolderRoles.direction(folder("Sent Items", "/", FolderRole.OTHER)))
                .isEqualTo(FolderDirection.SENT);
        assertThat(FolderRoles.direction(folder("Klienci", "/", FolderRole.OTHER)))
                .isEqualTo(FolderDirection.RECEIVED);
    }

    @Test
    void names_are_split_by_whatever_delimiter_the_server_has() {
        assertThat(folder("INBOX.Klienci.Łąka", ".", FolderRole.OTHER).path())
                .containsExactly("INBOX", "Klienci", "Łąka");
        assertThat(folder("a/b.c", null, FolderRole.OTHER).path()).containsExactly("a/b.c");
        assertThat(folder("a\\b", "\\", FolderRole.OTHER).path()).containsExactly("a", "b");
    }
}
