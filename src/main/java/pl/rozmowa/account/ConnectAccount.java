package pl.rozmowa.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/**
 * Connects a mailbox: finds its servers, signs in, reads the folders, and keeps what it found. The work is done on a virtual thread; the
 * attempt's row says how far it has come. The password lives in memory until the mailbox is kept, and nowhere else.
 */
@Service
class ConnectAccount {

    private static final Logger log = LoggerFactory.getLogger(ConnectAccount.class);
    private static final int AT_ONCE = 3;
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final Pattern SPACED_APP_PASSWORD = Pattern.compile("[a-z]{4}( [a-z]{4}){3}");

    private final TransactionTemplate transaction;
    private final AttemptTable attempts;
    private final Access access;
    private final FindSettings settings;
    private final SignInToServers servers;
    private final KeepAccount keeper;
    private final RunningAttempts running;
    private final LiveUpdates live;
    private final Clock clock;

    ConnectAccount(
            TransactionTemplate transaction,
            AttemptTable attempts,
            Access access,
            FindSettings settings,
            SignInToServers servers,
            KeepAccount keeper,
            RunningAttempts running,
            LiveUpdates live,
            Clock clock) {
        this.transaction = transaction;
        this.attempts = attempts;
        this.access = access;
        this.settings = settings;
        this.servers = servers;
        this.keeper = keeper;
        this.running = running;
        this.live = live;
        this.clock = clock;
    }

    /** Begins an attempt and returns its id at once. */
    UUID begin(CurrentMember who, ConnectionRequest request) {
        if (request.accountId() == null) {
            access.mayConnect(who);
        }
        request.check();
        UUID id = Ids.next();
        Optional<MailAccount> known =
                transaction.execute(tx -> {
                    Optional<MailAccount> account = known(who, request);
                    Instant now = clock.instant();
                    if (attempts.running(who.projectId(), who.memberId(), aliveSince(now))
                            >= AT_ONCE) {
                        throw new Problem("throttled", 429, Map.of("minutes", 1));
                    }
                    attempts.forgetBefore(who.projectId(), now.minus(REMEMBERED));
                    attempts.begin(who.projectId(), id, who.memberId(), request.address(), now);
                    return account;
                });
        running.start(id, () -> work(who, id, request, known.orElse(null)));
        return id;
    }

    /** The member's own attempt; one whose node died is over. */
    ConnectionAttempt look(CurrentMember who, UUID id) {
        Instant now = clock.instant();
        attempts.interruptSilent(who.projectId(), who.memberId(), aliveSince(now), now);
        return attempts.find(who.projectId(), id, who.memberId()).orElseThrow(Problem::notFound);
    }

    /** Nothing is left of an attempt that was given up; a mailbox that it has led to already stays. */
    void giveUp(CurrentMember who, UUID id) {
        look(who, id);
        attempts.giveUp(who.projectId(), id, who.memberId());
        running.stop(id);
    }

    private Optional<MailAccount> known(CurrentMember who, ConnectionRequest request) {
        UUID accountId = request.accountId();
        if (accountId == null) {
            return Optional.empty();
        }
        MailAccount account = access.managed(who, accountId);
        if (!account.addressKey().equals(EmailAddress.of(request.address()).key())) {
            throw Problem.invalid("address");
        }
        return Optional.of(account);
    }

    private void work(
            CurrentMember who, UUID id, ConnectionRequest request, @Nullable MailAccount known) {
        try {
            ServerSettings found = settings.settings(request, known);
            String password = password(request, found);
            SignedIn proved = servers.signIn(found, password, stage -> enter(who, id, stage));
            keeper.keep(
                    who.projectId(),
                    who.memberId(),
                    request.address().strip(),
                    request.accountId(),
                    proved,
                    password,
                    (accountId, folders) -> succeed(who, id, accountId, folders));
        } catch (CannotConnect e) {
            fail(who, id, e.failure());
        } catch (GivenUp e) {
            log.info("attempt {} was given up", id);
        } catch (RuntimeException e) {
            log.error("attempt {} failed", id, e);
            fail(who, id, ConnectionFailure.of("interrupted"));
        }
    }

    /** Google shows app passwords in four groups; the spaces are no part of them. */
    private static String password(ConnectionRequest request, ServerSettings settings) {
        String typed = request.password();
        return settings.provider().signIn().appPassword()
                        && SPACED_APP_PASSWORD.matcher(typed).matches()
                ? typed.replace(" ", "")
                : typed;
    }

    private void enter(CurrentMember who, UUID id, ConnectionStage stage) {
        boolean goesOn =
                Boolean.TRUE.equals(
                        transaction.execute(tx ->
                                attempts.enter(who.projectId(), id, stage, clock.instant())
                                        && tell(who, id, stage, 0)));
        if (!goesOn) {
            throw new GivenUp();
        }
    }

    /** Inside the transaction that keeps the mailbox. */
    private boolean succeed(CurrentMember who, UUID id, UUID accountId, int folders) {
        return attempts.succeed(who.projectId(), id, accountId, folders, clock.instant())
                && tell(who, id, ConnectionStage.DONE, folders);
    }

    private void fail(CurrentMember who, UUID id, ConnectionFailure failure) {
        log.info("attempt {} failed: {}", id, failure.code());
        Thread.interrupted(); // whoever stopped it wants to be told all the same
        transaction.executeWithoutResult(tx -> {
            if (attempts.fail(who.projectId(), id, failure, clock.instant())) {
                tell(who, id, ConnectionStage.FAILED, 0);
            }
        });
    }

    private boolean tell(CurrentMember who, UUID id, ConnectionStage stage, int folders) {
        Map<String, String> data =
                Map.of(
                        "attempt",
                        id.toString(),
                        "stage",
                        stage.key(),
                        "foldersRead",
                        Integer.toString(folders));
        live.publish(new LiveEvent(who.projectId(), "account", null, null, who.memberId(), data));
        return true;
    }

    private static Instant aliveSince(Instant now) {
        return now.minus(RunningAttempts.SILENT);
    }

    /** Somebody ended the attempt while it was under way. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
