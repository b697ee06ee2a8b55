package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;

/** Every verb against a real Dovecot. */
class ImapDovecotTest {

    private static final String MESSAGE =
            """
            From: Żaneta Gołąb <zaneta@studiolaka.example>
            To: biuro@debowa.test
            Subject: Pytanie o gres %d
            Message-ID: <pytanie-%d@studiolaka.example>
            Date: Mon, 2 Nov 2026 10:00:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Dzień dobry, proszę o ofertę.
            --b
            Content-Type: application/pdf; name="rzut.pdf"
            Content-Disposition: attachment; filename="rzut.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --b--
            """;

    private final Dovecot dovecot = Dovecot.shared();
    private final String user = dovecot.freshUser("biuro", "debowa.test");
    private final RawImap outside = dovecot.outside(user);
    private ImapConnection connection;

    @BeforeEach
    void connect() throws ImapException {
        connection = connect(Security.PLAIN);
        connection.signIn(dovecot.signIn(user));
    }

    @AfterEach
    void disconnect() {
        connection.close();
        outside.close();
    }

    private ImapConnection connect(Security security) throws ImapException {
        return ImapConnection.open(
                dovecot.endpoint(security), Dovecot.dialer(), Dovecot.tls(), ImapLimits.standard());
    }

    private void append(int count) {
        for (int i = 1; i <= count; i++) {
            outside.append("INBOX", MESSAGE.formatted(i, i));
        }
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void signsInOverEachKindOfConnection(Security security) throws ImapException {
        try (ImapConnection other = connect(security)) {
            other.signIn(dovecot.signIn(user));
            assertThat(other.offers("CONDSTORE")).isTrue();
            assertThat(other.select("INBOX").exists()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsNamed() throws ImapException {
        try (ImapConnection other = connect(Security.TLS)) {
            ImapException refused =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> other.signIn(new SignIn.Password(user, "nie-to-hasło")));
            assertThat(refused.failure()).isInstanceOf(ImapFailure.PasswordRefused.class);
            assertThat(other.isOpen()).isFalse();
            assertThat(refused.getMessage()).doesNotContain(user);
        }
    }

    @Test
    void aCertificateNobodyKnowsIsRefused() {
        ImapException refused =
                catchThrowableOfType(
                        ImapException.class,
                        () ->
                                ImapConnection.open(
                                        dovecot.endpoint(Security.TLS),
                                        Dovecot.dialer(),
                                        TlsPolicy.standard(),
                                        ImapLimits.standard()));
        assertThat(refused.failure())
                .isEqualTo(new ImapFailure.CertificateRefused(CertificateTrouble.UNTRUSTED));
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        Endpoint elsewhere = new Endpoint("imap.debowa.test", dovecot.imapsPort(), Security.TLS);
        ImapException refused =
                catchThrowableOfType(
                        ImapException.class,
                        () ->
                                ImapConnection.open(
                                        elsewhere,
                                        Dovecot.dialer(),
                                        Dovecot.tls(),
                                        ImapLimits.standard()));
        assertThat(refused.failure())
                .isEqualTo(new ImapFailure.CertificateRefused(CertificateTrouble.WRONG_NAME));
    }

    @Test
    void nobodyListeningIsNamed() {
        Endpoint nobody = new Endpoint("localhost", 1, Security.TLS);
        ImapException refused =
                catchThrowableOfType(
                        ImapException.class, () -> ImapConnection.open(nobody, Dovecot.dialer()));
        assertThat(refused.failure())
                .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.REFUSED));
    }

    @Test
    void listsFoldersWithTheirUsesAndCounters() throws ImapException {
        append(2);
        outside.command("CREATE \"Klienci/A&AOk- &- R&-D\"");
        List<FolderListing> folders = connection.listFoldersWithStatus();
        FolderListing sent = folder(folders, "Wysłane");
        assertThat(sent.wireName()).isEqualTo("Wys&AUI-ane");
        assertThat(sent.has("\\Sent")).isTrue();
        assertThat(sent.selectable()).isTrue();
        FolderListing inbox = folder(folders, "INBOX");
        assertThat(inbox.isInbox()).isTrue();
        assertThat(inbox.status()).isNotNull().extracting(FolderStatus::messages).isEqualTo(2L);
        assertThat(folder(folders, "Klienci").selectable()).isFalse();
        assertThat(folders)
                .anySatisfy(f -> assertThat(f.path()).containsExactly("Klienci", "Aé & R&D"));
        assertThat(connection.listFolders())
                .hasSameSizeAs(folders)
                .allMatch(f -> f.status() == null);
        assertThat(connection.personalPrefixes()).containsExactly("");
    }

    private static FolderListing folder(List<FolderListing> folders, String name) {
        return folders.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void tellsTheCountersOfAFolder() throws ImapException {
        append(3);
        FolderStatus status = Objects.requireNonNull(connection.status("INBOX"));
        assertThat(status.messages()).isEqualTo(3);
        assertThat(status.uidNext()).isEqualTo(4);
        assertThat(status.unseen()).isEqualTo(3);
        assertThat(status.highestModseq()).isPositive();
        SelectedFolder inbox = connection.select("INBOX");
        assertThat(inbox.uidValidity()).isEqualTo(status.uidValidity());
        assertThat(inbox.uidNext()).isEqualTo(4);
        assertThat(inbox.exists()).isEqualTo(3);
        assertThat(inbox.highestModseq()).isEqualTo(status.highestModseq());
        assertThat(inbox.readOnly()).isFalse();
        assertThat(connection.examine("INBOX").readOnly()).isTrue();
    }

    @Test
    void aFolderThatIsNotThereLeavesTheConnectionUsable() throws ImapException {
        ImapException refused =
                catchThrowableOfType(ImapException.class, () -> connection.select("Nie ma"));
        assertThat(refused.failure())
                .isInstanceOfSatisfying(
                        ImapFailure.ServerSaidNo.class,
                        no -> assertThat(no.code()).isEqualTo("NONEXISTENT"));
        assertThat(connection.select("INBOX").exists()).isZero();
    }

    @Test
    void searchesByDayAndByUid() throws ImapException {
        byte[] old = MESSAGE.formatted(1, 1).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        outside.append("INBOX", old, "01-Jan-2020 12:00:00 +0000");
        outside.append("INBOX", MESSAGE.formatted(2, 2));
        outside.append("INBOX", MESSAGE.formatted(3, 3));
        connection.select("INBOX");
        assertThat(connection.searchSince(LocalDate.of(2021, 1, 1))).isEqualTo(UidSet.range(2, 3));
        assertThat(connection.searchSince(LocalDate.of(2019, 1, 1))).isEqualTo(UidSet.range(1, 3));
        assertThat(connection.searchUids(UidSet.range(4, UidSet.MAX_UID)).isEmpty()).isTrue();
        assertThat(connection.searchUids(UidSet.of(1, 3, 9))).isEqualTo(UidSet.of(1, 3));
        assertThat(connection.searchMessageId("<pytanie-2@studiolaka.example>"))
                .isEqualTo(UidSet.of(2));
    }

    @Test
    void fetchesEverythingThatCanBeAskedOfAMessageAndMarksNothingRead() throws ImapException {
        append(1);
        connection.select("INBOX");
        FetchItems items =
                FetchItems.overview()
                        .withModseq(true)
                        .withBodyStructure()
                        .withHeaderFields("Message-ID", "Subject")
                        .withSections("1", "2.MIME", "");
        FetchedMessage message = connection.fetch(UidSet.of(1), items).getFirst();
        assertThat(message.uid()).isEqualTo(1);
        assertThat(message.flags()).doesNotContain("\\Seen");
        assertThat(message.internalDate())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
        assertThat(message.modseq()).isPositive();
        assertThat(text(message.header()))
                .contains("Message-ID: <pytanie-1@")
                .doesNotContain("Date:");
        assertThat(text(message.sections().get("1"))).contains("Dzień dobry, proszę");
        assertThat(text(message.sections().get("2.MIME"))).contains("application/pdf");
        assertThat(message.whole()).isNotNull().hasSize((int) message.size());
        BodyStructure body = Objects.requireNonNull(message.bodyStructure());
        assertThat(body.mediaType()).isEqualTo("multipart/mixed");
        assertThat(body.leaves()).extracting(BodyStructure::path).containsExactly("1", "2");
        BodyStructure pdf = body.leaves().getLast();
        assertThat(pdf.disposition()).isEqualTo("attachment");
        assertThat(pdf.dispositionParameters()).containsEntry("filename", "rzut.pdf");
        assertThat(pdf.encoding()).isEqualTo("base64");
        assertThat(message.defects()).isEmpty();
        assertThat(outside.flags("INBOX")).containsExactly("1 ()");
        assertThat(connection.fetch(UidSet.of(1), FetchItems.onlyFlags()).getFirst().flags())
                .doesNotContain("\\Seen");
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aPipelineDeliversEveryMessageOnceAndTellsWhenABatchIsDone() throws ImapException {
        append(40);
        connection.select("INBOX");
        List<FetchBatch> batches = new ArrayList<>();
        for (UidSet page : UidSet.range(1, 45).pagesNewestFirst(7)) {
            batches.add(new FetchBatch(page, FetchItems.whole(), 7_000));
        }
        List<Long> uids = new ArrayList<>();
        List<UidSet> answered = new ArrayList<>();
        connection.fetch(
                batches.iterator(),
                new FetchSink() {
                    @Override
                    public void message(FetchedMessage message) {
                        assertThat(text(message.whole()))
                                .contains("Pytanie o gres " + message.uid() + "\r");
                        uids.add(message.uid());
                    }

                    @Override
                    public void answered(FetchBatch batch, @Nullable ImapFailure failure) {
                        assertThat(failure).isNull();
                        answered.add(batch.uids());
                    }
                });
        assertThat(uids).hasSize(40).doesNotHaveDuplicates();
        assertThat(answered).hasSize(7).first().isEqualTo(UidSet.range(39, 45));
        connection.noop();
    }

    @Test
    void streamsASectionOfAnySizeAndSurvivesAFullDisk() throws IOException {
        append(1);
        connection.select("INBOX");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(connection.stream(1, "2", out)).isEqualTo(out.size()).isPositive();
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("JVBERi0xLjQK");
        assertThat(connection.stream(99, "2", out)).isEqualTo(-1);
        assertThatThrownBy(() -> connection.stream(1, "", new FullDisk())).hasMessage("disk full");
        assertThat(connection.fetch(UidSet.of(1), FetchItems.onlyFlags())).hasSize(1);
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("disk full");
        }
    }

    @Test
    void appendsStoresCopiesMovesAndExpunges() throws ImapException {
        byte[] message =
                MESSAGE.formatted(1, 1).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        Instant at = Instant.parse("2026-11-02T09:00:00Z");
        AppendedUid sent =
                Objects.requireNonNull(
                        connection.append("Wys&AUI-ane", List.of("\\Seen"), at, message));
        connection.select("Wys&AUI-ane");
        FetchedMessage appended =
                connection.fetch(UidSet.of(sent.uid()), FetchItems.whole()).getFirst();
        assertThat(appended.internalDate()).isEqualTo(at);
        assertThat(appended.whole()).isEqualTo(message);
        assertThat(appended.flags()).contains("\\Seen");

        connection.store(UidSet.of(sent.uid()), true, List.of("\\Flagged", "$Rozmowa"));
        connection.store(UidSet.of(sent.uid()), false, List.of("\\Seen"));
        assertThat(
                        connection
                                .fetch(UidSet.of(sent.uid()), FetchItems.onlyFlags())
                                .getFirst()
                                .flags())
                .contains("\\Flagged", "$Rozmowa")
                .doesNotContain("\\Seen");

        assertThat(connection.copy(UidSet.of(sent.uid()), "Archiwum"))
                .isNotNull()
                .extracting(CopiedUids::uids)
                .isEqualTo(Map.of(sent.uid(), 1L));
        assertThat(connection.move(UidSet.of(sent.uid()), "Kosz")).isNotNull();
        assertThat(connection.searchUids(UidSet.of(sent.uid())).isEmpty()).isTrue();

        connection.select("Kosz");
        connection.store(UidSet.of(1), true, List.of("\\Deleted"));
        connection.expunge(UidSet.of(1));
        assertThat(outside.sources("Kosz")).isEmpty();
        assertThat(outside.sources("Archiwum")).hasSize(1);
    }

    @Test
    void createsAFolderWithAPolishName() throws ImapException {
        assertThat(connection.createFolder("Zażółć & gęślą"))
                .isEqualTo("Za&AXwA8wFCAQc- &- g&ARkBWw-l&AQU-");
        assertThat(connection.listFolders()).anyMatch(f -> f.name().equals("Zażółć & gęślą"));
    }

    @Test
    void hearsWhatOthersDoWhileItIdles() throws Exception {
        connection.select("INBOX");
        Heard heard = new Heard();
        connection.listener(heard);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<IdleEnd> idle =
                    CompletableFuture.supplyAsync(() -> idle(heard), threads);
            outside.append("INBOX", MESSAGE.formatted(1, 1));
            assertThat(idle.get()).isEqualTo(IdleEnd.STOPPED);
        }
        assertThat(heard.events).contains("exists 1");
        assertThat(connection.searchUids(UidSet.of(1))).isEqualTo(UidSet.of(1));
    }

    private IdleEnd idle(Heard heard) {
        try {
            return connection.idle(
                    Duration.ofMinutes(2), Duration.ofMillis(300), () -> !heard.events.isEmpty());
        } catch (ImapException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherThreadCanEndTheIdling() throws Exception {
        connection.select("INBOX");
        Heard heard = new Heard();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<IdleEnd> idle =
                        CompletableFuture.supplyAsync(() -> idle(heard), threads);
                connection.wake();
                assertThat(idle.get()).isEqualTo(IdleEnd.WOKEN);
            }
        }
        assertThat(connection.idle(Duration.ofMillis(1), Duration.ofMinutes(9), () -> true))
                .isIn(IdleEnd.TIME_UP, IdleEnd.STOPPED);
        connection.noop();
    }

    @Test
    void hearsWhatChangedSinceByQresync() throws ImapException {
        append(5);
        SelectedFolder before = connection.select("INBOX");
        outside.command("SELECT INBOX");
        outside.command("UID STORE 2 +FLAGS (\\Seen)");
        outside.command("UID STORE 3 +FLAGS (\\Deleted)");
        outside.command("EXPUNGE");
        try (ImapConnection other = connect(Security.PLAIN)) {
            other.signIn(dovecot.signIn(user));
            assertThat(other.enable("QRESYNC")).contains("QRESYNC");
            Heard heard = new Heard();
            Heard usual = new Heard();
            other.listener(usual);
            SelectedFolder after =
                    other.examineQresync(
                            "INBOX",
                            before.uidValidity(),
                            before.highestModseq(),
                            UidSet.range(1, 5),
                            heard);
            assertThat(heard.events).contains("vanished 3 earlier", "flags 2 [\\Seen]");
            assertThat(after.readOnly()).isTrue();
            assertThat(usual.events).isEmpty();
            other.listener(heard);
            heard.events.clear();
            List<FetchedMessage> changed =
                    other.fetch(
                            UidSet.range(1, 5),
                            FetchItems.onlyFlags().changedSince(before.highestModseq(), true));
            assertThat(changed).extracting(FetchedMessage::uid).containsExactly(2L);
            assertThat(heard.events).containsExactly("vanished 3 earlier");
        }
    }

    @Test
    void countsSeveralFoldersInOneRoundTripOrOneByOne() throws ImapException {
        append(2);
        List<String> names = List.of("INBOX", "Wys&AUI-ane", "Nie ma");
        Map<String, FolderStatus> atOnce = connection.statusOf(names, false);
        assertThat(atOnce).containsOnlyKeys("INBOX", "Wys&AUI-ane");
        assertThat(Objects.requireNonNull(atOnce.get("INBOX")).messages()).isEqualTo(2);
        assertThat(connection.statusOf(names, true)).isEqualTo(atOnce);
    }

    private static final class Heard implements ImapListener {
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void exists(long count) {
            events.add("exists " + count);
        }

        @Override
        public void vanished(UidSet uids, boolean earlier) {
            events.add("vanished " + uids + (earlier ? " earlier" : ""));
        }

        @Override
        public void flags(long sequence, long uid, Set<String> flags, long modseq) {
            events.add(
                    "flags "
                            + uid
                            + " "
                            + flags.stream().filter(f -> !f.equals("\\Recent")).toList());
        }
    }
}
