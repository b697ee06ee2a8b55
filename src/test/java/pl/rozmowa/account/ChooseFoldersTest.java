package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;

@NullUnmarked // nulls stand for what JSON leaves out, and a null found fails the test anyway
class ChooseFoldersTest extends ConnectedTest {

    private String refusal(UUID account, ChooseFolders.Choice choice) {
        return catchThrowableOfType(
                        Problem.class, () -> choose.choose(office.hanna, account, choice))
                .code();
    }

    @Test
    void one_side_alone_is_no_conversation() {
        UUID account = connected(office.hanna);
        assertThat(refusal(account, choice(List.of(folder(account, "INBOX")), null)))
                .isEqualTo("sent_folder_missing");
        assertThat(refusal(account, choice(List.of(folder(account, "Wysłane")), null)))
                .isEqualTo("received_folder_missing");
        assertThat(refusal(account, choice(List.of(), null))).isEqualTo("received_folder_missing");
        assertThat(refusal(account, choice(null, null))).isEqualTo("received_folder_missing");
        assertThat(refusal(account, choice(List.of(Ids.next()), null))).isEqualTo("folder_unknown");
        assertThat(state(account)).isEqualTo(AccountState.CHOOSING);
        assertThat(accounts.chosenFolders(office.project, account)).isEmpty();
    }

    @Test
    void the_user_may_say_that_another_folder_holds_the_sent_mail() {
        UUID account = connected(office.hanna);
        UUID inbox = folder(account, "INBOX");
        UUID archive = folder(account, "Archiwum");
        choose.choose(
                office.hanna,
                account,
                new ChooseFolders.Choice(
                        List.of(inbox, archive),
                        List.of(),
                        List.of(archive),
                        90,
                        "private",
                        null,
                        null));
        MailAccount chosen = accounts.find(office.project, account).orElseThrow();
        assertThat(chosen.windowDays()).isEqualTo(90);
        assertThat(chosen.sharing()).isEqualTo(Sharing.PRIVATE);
        assertThat(chosen.state()).isEqualTo(AccountState.BACKFILLING);
        assertThat(accounts.chosenFolders(office.project, account))
                .extracting(Folder::countsAs)
                .containsExactlyInAnyOrder(FolderRole.INBOX, FolderRole.SENT);
    }

    @Test
    void only_the_offered_windows_and_levels_are_taken() {
        UUID account = connected(office.hanna);
        List<UUID> both = List.of(folder(account, "INBOX"), folder(account, "Wysłane"));
        assertThat(
                        refusal(
                                account,
                                new ChooseFolders.Choice(both, null, null, 31, null, null, null)))
                .isEqualTo("invalid_input");
        assertThat(
                        refusal(
                                account,
                                new ChooseFolders.Choice(
                                        both, null, null, 30, "everybody", null, null)))
                .isEqualTo("invalid_input");
        assertThat(
                        refusal(
                                account,
                                new ChooseFolders.Choice(both, null, null, 30, null, null, "burn")))
                .isEqualTo("invalid_input");
        List<Shares.Share> stranger = List.of(new Shares.Share(Ids.next(), "read"));
        assertThat(
                        refusal(
                                account,
                                new ChooseFolders.Choice(
                                        both, null, null, 30, "members", stranger, null)))
                .isEqualTo("invalid_input");
        assertThat(accounts.chosenFolders(office.project, account)).isEmpty();
    }

    @Test
    void an_added_folder_is_read_and_a_removed_one_keeps_or_loses_its_mail() {
        UUID account = working(office.hanna);
        UUID inbox = folder(account, "INBOX");
        UUID sent = folder(account, "Wysłane");
        UUID archive = folder(account, "Archiwum");
        accounts.becomes(office.project, account, AccountState.LIVE, null);
        choose.choose(office.hanna, account, choice(List.of(inbox, sent, archive), null));
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
        office.email(account, inbox, "zaneta@studiolaka.example");
        office.email(account, archive, "kamil@brzask.example");
        accounts.becomes(office.project, account, AccountState.LIVE, null);
        choose.choose(office.hanna, account, choice(List.of(inbox, sent), "keep"));
        assertThat(state(account)).isEqualTo(AccountState.LIVE);
        assertThat(office.count("email")).isEqualTo(2);
        choose.choose(office.hanna, account, choice(List.of(inbox, sent, archive), null));
        jdbc.sql(
                        """
                        insert into folder_cursor (project_id, folder_id, state, uid_validity, uid_next, since)
                        select project_id, id, 'live', 1, 1, current_date from folder where project_id = ? and chosen
                        """)
                .param(office.project)
                .update();
        choose.choose(office.hanna, account, choice(List.of(inbox, sent), "remove"));
        assertThat(office.count("folder_cursor"))
                .as("a folder chosen again is read anew")
                .isEqualTo(2);
        assertThat(office.count("email")).isEqualTo(1);
        assertThat(office.count("conversation")).isEqualTo(1);
    }

    @Test
    void only_those_who_manage_the_mailbox_choose() {
        UUID account = working(office.hanna);
        ChooseFolders.Choice again =
                choice(List.of(folder(account, "INBOX"), folder(account, "Wysłane")), null);
        choose.choose(office.tymon, account, again);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> choose.choose(office.lidia, account, again))
                                .status())
                .isEqualTo(403);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> choose.choose(office.borys, account, again))
                                .status())
                .isEqualTo(404);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class, () -> folderList.tree(office.lidia, account))
                                .status())
                .isEqualTo(403);
        share.share(
                office.hanna,
                account,
                "members",
                List.of(
                        new Shares.Share(office.lidia.memberId(), "manage"),
                        new Shares.Share(office.borys.memberId(), "read")));
        choose.choose(office.lidia, account, again);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> choose.choose(office.borys, account, again))
                                .status())
                .isEqualTo(403);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> choose.choose(office.tymon, account, again))
                                .status())
                .isEqualTo(404);
        assertThat(list.all(office.tymon)).isEmpty();
        assertThat(list.all(office.borys))
                .extracting(AccountList.Shown::level)
                .containsExactly("read");
        assertThat(list.all(new Office(jdbc).hanna)).isEmpty();
    }

    @Test
    void folders_are_read_anew_and_those_that_vanished_are_marked_and_kept() {
        try (RawImap outside = dovecot.outside(address)) {
            outside.command("CREATE Targi");
            for (int i = 0; i < 250; i++) {
                outside.command("CREATE \"Klienci/Nr &AUE- " + i + "\"");
            }
            UUID account = working(office.hanna);
            UUID fair = folder(account, "Targi");
            choose.choose(
                    office.hanna,
                    account,
                    choice(
                            List.of(folder(account, "INBOX"), folder(account, "Wysłane"), fair),
                            null));
            outside.command("DELETE Targi");
            outside.command("CREATE Wystawy");
            refresh.refresh(office.hanna, account);
            assertThat(accounts.folders(office.project, account))
                    .filteredOn(Folder::vanished)
                    .extracting(Folder::id)
                    .containsExactly(fair);
            assertThat(folder(account, "Wystawy")).isNotNull();
            assertThat(folder(account, "Klienci/Nr Ł 7")).isNotNull();
            assertThat(accounts.chosenFolders(office.project, account)).hasSize(2);
            FolderTree.Shown child =
                    folderList.tree(office.hanna, account).items().stream()
                            .filter(f -> f.name().equals("Nr Ł 7"))
                            .findFirst()
                            .orElseThrow();
            assertThat(child.path()).containsExactly("Klienci", "Nr Ł 7");
            assertThat(child.parentId()).isEqualTo(folder(account, "Klienci"));
        }
    }
}
