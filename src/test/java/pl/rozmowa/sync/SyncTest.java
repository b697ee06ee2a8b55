package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.governor.Traffic;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;
import pl.rozmowa.provider.ProviderCatalog;

/** The engine against a real Dovecot: what the tables say equals what the server says. */
class SyncTest extends AppTest {

    private static final String SENT = "Wys&AUI-ane";
    private static final DateTimeFormatter IMAP_DATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private Traffic traffic;
    @Autowired private TransactionTemplate transactions;
    private SyncedMailbox mailbox;
    private int busy = 1_000;

    @BeforeEach
    void connect() {
        mailbox = new SyncedMailbox(jdbc, this::changed);
        mailbox.connect(secrets);
    }

    private void changed(UUID project, UUID account) {
        transactions.executeWithoutResult(_ -> live.publish(LiveEvent.ofAccount(project, account)));
    }

    /** The application is shared: nothing may go on working behind the next test's back. */
    @AfterEach
    void disconnect() {
        mailbox.rest("disconnected");
    }

    @Test
    void everyMessageOfTheWindowIsReceivedAndNothingChangesOnTheServer() {
        try (RawImap imap = mailbox.outside()) {
            for (int i = 0; i < 130; i++) {
                append(
                        imap,
                        "INBOX",
                        i % 25,
                        message(i, "Oferta " + i, "Dzień dobry, pytanie numer " + i),
                        i % 3 == 0 ? "\\Seen" : "\\Flagged");
            }
            for (int i = 130; i < 150; i++) {
                append(
                        imap,
                        SENT,
                        i % 25,
                        message(i, "Re: Oferta " + i, "Odpowiedź numer " + i),
                        "\\Seen");
            }
            append(imap, "INBOX", 60, message(200, "Stare", "Sprzed okna"));
        }
        mailbox.begin();
        mailbox.awaitLive();

        var inbox = mailbox.truth("INBOX");
        inbox.remove(131L);
        assertThat(mailbox.placements(mailbox.inbox)).isEqualTo(inbox).hasSize(130);
        assertThat(mailbox.placements(mailbox.sent)).isEqualTo(mailbox.truth(SENT)).hasSize(20);
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isEqualTo(150);
        assertThat(
                        mailbox.count(
                                "select count(*) from email where project_id = ? and whole and direction = 'out'"))
                .isEqualTo(20);
    }

    @Test
    void newMailFlagsAndExpungesAreFollowed() {
        follow();
    }

    /** Each of these rows takes something away: QRESYNC, CONDSTORE and extended LIST, IDLE. */
    @ParameterizedTest
    @ValueSource(strings = {"icloud", "homepl", "o2"})
    void theyAreFollowedWhateverAProviderCannotDo(String provider) {
        jdbc.sql("update mail_account set provider = ? where project_id = ?")
                .params(provider, mailbox.project)
                .update();
        follow();
    }

    private void follow() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 2, message(1, "Pierwsza", "raz"));
            append(imap, "INBOX", 1, message(2, "Druga", "dwa"));
            mailbox.begin();
            mailbox.awaitLive();

            append(imap, "INBOX", 0, message(3, "Trzecia", "trzy"));
            Await.until(
                    "the new one is there", () -> mailbox.placements(mailbox.inbox).size() == 3);

            imap.command("SELECT INBOX");
            imap.command("UID STORE 1 +FLAGS (\\Seen $Oferta)");
            imap.command("UID STORE 2 +FLAGS (\\Deleted)");
            imap.command("UID EXPUNGE 2");
        }
        Await.value(
                "flags and expunge are applied",
                () -> mailbox.placements(mailbox.inbox),
                placements -> placements.equals(mailbox.truth("INBOX")));
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(2);
        assertThat(
                        mailbox.count(
                                "select count(*) from email where project_id = ? and removed_at is not null"))
                .isEqualTo(1);
        assertThat(mailbox.count("select count(*) from email where project_id = ? and seen"))
                .isEqualTo(1);
    }

    @Test
    void aReplyWrittenInAnotherProgramLandsInItsConversation() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 1, message(1, "Zapytanie", "Ile kosztuje?"));
            mailbox.begin();
            mailbox.awaitLive();
            append(
                    imap,
                    SENT,
                    0,
                    message(2, "Re: Zapytanie", "Sto złotych.")
                            .replace(
                                    "Subject:",
                                    "In-Reply-To: <m1." + mailbox.address + ">\nSubject:"),
                    "\\Seen");
            append(imap, "INBOX", 0, message(3, "Inna sprawa", "budzi nasłuch"));
        }
        Await.until(
                "the reply is in the conversation",
                () ->
                        mailbox.count(
                                        "select coalesce(max(email_count), 0) from conversation where project_id = ?")
                                == 2);
    }

    @Test
    void aLargeMessageComesInPartsAndItsAttachmentFollows() {
        byte[] content = new byte[200_000];
        new Random(1).nextBytes(content);
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 1, withAttachment(content));
        }
        mailbox.begin();
        mailbox.awaitLive();
        assertThat(
                        mailbox.count(
                                "select count(*) from email where project_id = ? and not whole and text_body like '%Zażółć%'"))
                .isEqualTo(1);
        Await.until(
                "the attachment followed",
                () ->
                        mailbox.count(
                                        "select count(*) from attachment where project_id = ? and sha256 is not null and size = 200000")
                                == 1);
        assertThat(
                        jdbc.sql("select file_name from attachment where project_id = ?")
                                .param(mailbox.project)
                                .query(String.class)
                                .single())
                .isEqualTo("próbki łazienka.pdf");
    }

    @Test
    void attachmentsThatAreFetchedTogetherEachKeepTheirOwnBytes() throws Exception {
        Random random = new Random(2);
        List<String> hashes = new ArrayList<>();
        try (RawImap imap = mailbox.outside()) {
            for (int number = 0; number < 6; number++) {
                byte[] content = new byte[80_000 + random.nextInt(5_000)];
                random.nextBytes(content);
                String text = "Cennik nr " + number;
                String folder = number % 2 == 0 ? "INBOX" : SENT;
                append(
                        imap,
                        folder,
                        1,
                        withAttachment(content)
                                .replace("<big.", "<big" + number + ".")
                                .replace("--abc--", quotedPrintable(text) + "--abc--"));
                hashes.add(sha256(content));
                hashes.add(sha256((text + "=").getBytes(StandardCharsets.UTF_8)));
            }
        }
        mailbox.begin();
        mailbox.awaitLive();
        Await.until(
                "the attachments followed",
                () ->
                        mailbox.count(
                                        "select count(*) from attachment where project_id = ? and sha256 is not null")
                                == 12);
        assertThat(
                        jdbc.sql(
                                        "select encode(sha256, 'hex') from attachment where project_id = ?")
                                .param(mailbox.project)
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrderElementsOf(hashes);
    }

    private static String quotedPrintable(String text) {
        return """
        --abc
        Content-Type: text/csv
        Content-Transfer-Encoding: quoted-printable
        Content-Disposition: attachment; filename=cennik.csv

        %s=3D
        """
                .formatted(text);
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void aFolderThatIsRenumberedKeepsItsEmails() {
        try (RawImap imap = mailbox.outside()) {
            imap.command("CREATE Klienci");
            append(imap, "Klienci", 1, message(1, "Pierwsza", "raz"));
            append(imap, "Klienci", 1, message(2, "Druga", "dwa"));
            jdbc.sql(
                            "update folder set wire_name = 'Klienci', role = 'other', direction = 'received' where project_id = ? and id = ?")
                    .params(mailbox.project, mailbox.inbox)
                    .update();
            mailbox.begin();
            mailbox.awaitLive();
            var before =
                    jdbc.sql("select id from email where project_id = ? order by id")
                            .param(mailbox.project)
                            .query(UUID.class)
                            .list();

            imap.command("RENAME Klienci Dawni");
            imap.command("CREATE Klienci");
            imap.command("SELECT Dawni");
            imap.command("UID COPY 1:* Klienci");
            append(imap, "Klienci", 0, message(3, "Trzecia", "trzy"));
            Await.value(
                    "all are placed anew",
                    () -> mailbox.placements(mailbox.inbox),
                    placements ->
                            placements.equals(mailbox.truth("Klienci"))
                                    && mailbox.count(
                                                    "select count(*) from email where project_id = ? and removed_at is null")
                                            == 3);
            assertThat(
                            jdbc.sql(
                                            "select id from email where project_id = ? order by id limit 2")
                                    .param(mailbox.project)
                                    .query(UUID.class)
                                    .list())
                    .isEqualTo(before);
            assertThat(mailbox.count("select count(*) from email where project_id = ?"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aRenumberedFolderIsRecognisedByItsHeadersAndNotFetchedAgain() {
        try (RawImap imap = mailbox.outside()) {
            imap.command("CREATE Klienci");
            String long40k = "Bardzo długa oferta.\n".repeat(2_000);
            for (int i = 1; i <= 10; i++) {
                append(imap, "Klienci", 1, message(i, "Oferta " + i, long40k));
            }
            UUID clients = mailbox.follow("Klienci");
            mailbox.begin();
            mailbox.awaitLive();
            mailbox.rest("needs_sign_in");
            long before = bytesIn();
            assertThat(before).isGreaterThan(400_000);

            imap.command("RENAME Klienci Dawni");
            imap.command("CREATE Klienci");
            imap.command("SELECT Dawni");
            imap.command("UID COPY 1:* Klienci");
            mailbox.begin();
            Await.value(
                    "all are placed anew",
                    () -> mailbox.placements(clients),
                    placements -> placements.equals(mailbox.truth("Klienci")));
            mailbox.rest("needs_sign_in");
            assertThat(bytesIn() - before).isLessThan(100_000);
        }
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isEqualTo(10);
    }

    private long bytesIn() {
        traffic.write();
        return jdbc.sql("select sum(bytes_in) from account_traffic where project_id = ?")
                .param(mailbox.project)
                .query(Long.class)
                .single();
    }

    @Test
    void aFolderThatIsRenumberedAgainAndAgainIsLeftAloneAndTheOthersGoOn() {
        UUID clients = mailbox.follow("Klienci");
        outside("CREATE Klienci");
        mailbox.begin();
        mailbox.awaitLive();
        try (RawImap imap = mailbox.outside()) {
            for (int i = 0; i < Renumbering.ENDLESS; i++) {
                String times = " " + (i + 1);
                outside("RENAME Klienci Dawni" + i);
                outside("CREATE Klienci");
                Await.until("that is noticed", () -> standing(clients).endsWith(times));
            }
            Await.until("it is left alone", () -> standing(clients).startsWith("parked"));
            append(imap, "INBOX", 0, message(800, "Dalej", "idzie"));
        }
        Await.until("the inbox goes on", () -> mailbox.placements(mailbox.inbox).size() == 1);
        assertThat(mailbox.state()).isEqualTo("live");
    }

    /** By a program of its own: a session remembers what was deleted under it. */
    private void outside(String command) {
        try (RawImap imap = mailbox.outside()) {
            imap.command(command);
        }
    }

    private String standing(UUID folder) {
        return jdbc.sql(
                        "select state || ' ' || renumbered from folder_cursor where project_id = ? and folder_id = ?")
                .params(mailbox.project, folder)
                .query(String.class)
                .single();
    }

    @Test
    void aWrongPasswordIsTriedTwiceAtMostAndThenLeftToTheOwner() {
        jdbc.sql("update account_credential set sealed = ? where project_id = ?")
                .params(
                        secrets.seal(
                                mailbox.project,
                                mailbox.account,
                                "password",
                                "inne".getBytes(StandardCharsets.UTF_8)),
                        mailbox.project)
                .update();
        mailbox.begin();
        Await.value(
                "the owner is asked",
                Duration.ofSeconds(40),
                mailbox::state,
                "needs_sign_in"::equals);
        assertThat(
                        mailbox.dovecot
                                .log()
                                .lines()
                                .filter(line ->
                                        line.contains(mailbox.address)
                                                && line.contains("Password mismatch")))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void leasesHaveOneHolderAndAStaleOneCannotCommit(@Autowired LeaseTable leases) {
        Lease first = new Lease(mailbox.project, mailbox.account, 1);
        mailbox.enter("needs_sign_in");
        jdbc.sql(
                        "insert into account_lease (project_id, account_id, node, epoch, until) values (?, ?, ?, 1, now() + interval '1 minute')")
                .params(mailbox.project, mailbox.account, UUID.randomUUID())
                .update();
        leases.guard(first);
        jdbc.sql("update account_lease set epoch = 2 where project_id = ?")
                .param(mailbox.project)
                .update();
        assertThatThrownBy(() -> leases.guard(first)).isInstanceOf(LeaseLost.class);
        jdbc.sql("delete from account_lease where project_id = ?").param(mailbox.project).update();
    }

    @Test
    void aMailboxThatAskedForQuietIsTakenUpAgainAfterARestart() {
        mailbox.enter("paused");
        mailbox.awaitLive();
    }

    @Test
    void whatChangedWhileABackfillWasCutOffIsStillFound() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 2, message(1, "Pierwsza", "raz"));
            append(imap, "INBOX", 1, message(2, "Druga", "dwa"));
            append(imap, "INBOX", 1, message(3, "Trzecia", "trzy"));
            mailbox.begin();
            mailbox.awaitLive();
            mailbox.rest("needs_sign_in");

            jdbc.sql(
                            "update folder_cursor set state = 'listed' where project_id = ? and folder_id = ?")
                    .params(mailbox.project, mailbox.inbox)
                    .update();
            imap.command("SELECT INBOX");
            imap.command("UID STORE 1 +FLAGS (\\Seen)");
            imap.command("UID STORE 2 +FLAGS (\\Deleted)");
            imap.command("UID EXPUNGE 2");
        }
        mailbox.begin();
        Await.value(
                "flags and expunge are applied",
                () -> mailbox.placements(mailbox.inbox),
                placements -> placements.equals(mailbox.truth("INBOX")));
    }

    @Test
    void whatWasTakenForGoneByMistakeComesBackWithTheDailyComparison() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 2, message(1, "Pierwsza", "raz"));
            append(imap, "INBOX", 1, message(2, "Druga", "dwa"), "\\Seen");
        }
        mailbox.begin();
        mailbox.awaitLive();
        mailbox.rest("needs_sign_in");

        jdbc.sql(
                        "update email_placement set state = 'gone' where project_id = ? and folder_id = ? and uid = 1")
                .params(mailbox.project, mailbox.inbox)
                .update();
        jdbc.sql(
                        "update email_placement set flags = '{}' where project_id = ? and folder_id = ? and uid = 2")
                .params(mailbox.project, mailbox.inbox)
                .update();
        jdbc.sql(
                        "update folder_cursor set reconciled_at = now() - interval '2 days' where project_id = ?")
                .param(mailbox.project)
                .update();
        mailbox.begin();
        Await.value(
                "the tables say what the server says",
                () -> mailbox.placements(mailbox.inbox),
                placements -> placements.equals(mailbox.truth("INBOX")));
        Await.until(
                "two differences are reported",
                () ->
                        mailbox.count(
                                        "select drift from folder_cursor where project_id = ? and folder_id = ?",
                                        mailbox.inbox)
                                == 2);
    }

    @Test
    void anotherFolderIsLookedAtHoweverBusyTheInboxIs() {
        mailbox.begin();
        mailbox.awaitLive();
        try (RawImap imap = mailbox.outside()) {
            append(imap, SENT, 0, message(900, "Re: Wysłana", "z telefonu"), "\\Seen");
            Await.until(
                    "the sent one is found although the inbox never rests",
                    () -> {
                        append(imap, "INBOX", 0, message(busy++, "Kolejna", "i jeszcze jedna"));
                        return mailbox.placements(mailbox.sent).size() == 1;
                    });
        }
    }

    @Test
    void aFolderDeletedAtTheServerLeavesTheOthersInPeaceAndIsTakenUpWhenItIsThereAgain() {
        UUID clients = mailbox.follow("Klienci");
        try (RawImap imap = mailbox.outside()) {
            imap.command("CREATE Klienci");
            append(imap, "Klienci", 1, message(1, "Dawna", "raz"));
            mailbox.begin();
            mailbox.awaitLive();
            imap.command("DELETE Klienci");
            Await.until("it is known to be lost", () -> isVanished(clients));
            append(imap, "INBOX", 0, message(2, "Nowa", "dwa"));
            Await.until(
                    "the inbox goes on and what the lost folder held stays",
                    () -> mailbox.count("select count(*) from email where project_id = ?") == 2);
            assertThat(mailbox.state()).isEqualTo("live");

            imap.command("CREATE Klienci");
            append(imap, "Klienci", 0, message(3, "Inna", "trzy"));
        }
        Await.until("it is taken up again", () -> !isVanished(clients));
        Await.value(
                "and read",
                () -> mailbox.placements(clients),
                placements -> placements.equals(mailbox.truth("Klienci")));
    }

    @Test
    void whatMovesFromFolderToFolderIsNeverTakenForRemoved() {
        UUID clients = mailbox.follow("Klienci");
        try (RawImap imap = mailbox.outside()) {
            imap.command("CREATE Klienci");
            for (int i = 0; i < 5; i++) {
                append(imap, "INBOX", 1, message(i, "Wędrowna " + i, "w drodze"));
            }
            mailbox.begin();
            mailbox.awaitLive();
            noteRemovals();
            imap.command("SELECT INBOX");
            for (int i = 1; i <= 5; i++) {
                imap.command("UID MOVE " + i + " Klienci");
            }
            Await.value(
                    "all lie in the other folder",
                    () -> mailbox.placements(clients),
                    placements ->
                            placements.size() == 5
                                    && placements.equals(mailbox.truth("Klienci"))
                                    && mailbox.placements(mailbox.inbox).isEmpty());
        }
        assertThat(removalsSeen()).isZero();
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isEqualTo(5);
    }

    @Test
    void aFolderDroppedWhileItIsReadGetsNoMoreMail(
            @Autowired PageWriter.Tools tools,
            @Autowired MailAccounts accounts,
            @Autowired ProviderCatalog providers) {
        Lease lease = new Lease(mailbox.project, mailbox.account, 1);
        jdbc.sql(
                        "insert into account_lease (project_id, account_id, node, epoch, until) values (?, ?, ?, 1, now() + interval '1 minute')")
                .params(mailbox.project, mailbox.account, UUID.randomUUID())
                .update();
        mailbox.enter("needs_sign_in");
        jdbc.sql("update folder set chosen = false where project_id = ? and id = ?")
                .params(mailbox.project, mailbox.inbox)
                .update();
        Mailbox known =
                new Mailbox(
                        accounts.find(mailbox.project, mailbox.account).orElseThrow(),
                        providers.get("other"),
                        Set.of(mailbox.address),
                        lease);
        Folder inbox =
                accounts.folders(mailbox.project, mailbox.account).stream()
                        .filter(folder -> folder.id().equals(mailbox.inbox))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(
                        () -> {
                            try (PageWriter writer = new PageWriter(known, inbox, 1, true, tools)) {
                                writer.failed(1, "server_silent");
                            }
                        })
                .isInstanceOf(FolderDropped.class);
        mailbox.enter("disconnected");
        assertThatThrownBy(() -> tools.leases().guard(lease)).isInstanceOf(LeaseLost.class);
        jdbc.sql("delete from account_lease where project_id = ?").param(mailbox.project).update();
    }

    private void noteRemovals() {
        for (String statement :
                List.of(
                        "create table removal_seen (email_id uuid)",
                        """
                        create function note_removal() returns trigger language plpgsql as $$
                        begin
                            insert into removal_seen values (new.id);
                            return new;
                        end $$
                        """,
                        """
                        create trigger note_removal
                        after update of removed_at on email
                        for each row when (new.removed_at is not null) execute function note_removal()
                        """)) {
            jdbc.sql(statement).update();
        }
    }

    private int removalsSeen() {
        int seen = jdbc.sql("select count(*) from removal_seen").query(Integer.class).single();
        jdbc.sql("drop trigger note_removal on email").update();
        jdbc.sql("drop function note_removal").update();
        jdbc.sql("drop table removal_seen").update();
        return seen;
    }

    private boolean isVanished(UUID folder) {
        return mailbox.count(
                        "select count(*) from folder where project_id = ? and id = ? and vanished",
                        folder)
                == 1;
    }

    private void append(RawImap imap, String folder, int daysAgo, String message, String... flags) {
        String date =
                ZonedDateTime.now(ZoneOffset.UTC)
                        .minusDays(daysAgo)
                        .minusMinutes(5)
                        .format(IMAP_DATE);
        imap.append(
                folder,
                message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                date,
                flags);
    }

    private String message(int number, String subject, String text) {
        boolean own = subject.startsWith("Re: ");
        String client = "kamil.slaz@brzask.example";
        return """
        From: %s
        To: %s
        Date: %s
        Message-ID: <m%d.%s>
        Subject: %s
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        %s
        """
                .formatted(
                        own ? mailbox.address : client,
                        own ? client : mailbox.address,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)),
                        number,
                        mailbox.address,
                        subject,
                        text);
    }

    private String withAttachment(byte[] content) {
        return """
        From: dorota.mroz@brzask.example
        To: %s
        Message-ID: <big.%s>
        Subject: =?utf-8?Q?Pr=C3=B3bki?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=abc

        --abc
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Za=C5=BC=C3=B3=C5=82=C4=87 g=C4=99=C5=9Bl=C4=85 ja=C5=BA=C5=84
        --abc
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment;
         filename*0*=utf-8''pr%%C3%%B3bki%%20;
         filename*1*=%%C5%%82azienka.pdf

        %s
        --abc--
        """
                .formatted(
                        mailbox.address,
                        mailbox.address,
                        Base64.getMimeEncoder().encodeToString(content).replace("\r\n", "\n"));
    }
}
