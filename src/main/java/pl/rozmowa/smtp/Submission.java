package pl.rozmowa.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction (RFC 5321 §3.3). The line that matters is the final dot: whatever fails before it was not sent, whatever
 * fails after it may have been.
 */
final class Submission {

    private static final byte[] FINAL_DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How long a server may think about a whole message (RFC 5321 §4.5.3.2.6). */
    private static final Duration THINKING = Duration.ofMinutes(10);

    private final SmtpWire wire;
    private final Map<String, String> extensions;
    private final long sizeLimit;
    private final Duration answer;
    private final List<RefusedRecipient> refused = new ArrayList<>();

    Submission(SmtpWire wire, Map<String, String> extensions, long sizeLimit, Duration answer) {
        this.wire = wire;
        this.extensions = extensions;
        this.sizeLimit = sizeLimit;
        this.answer = answer;
    }

    SmtpOutcome run(SmtpEnvelope envelope, byte[] message, PhaseListener phases) {
        byte[] data = SmtpData.encode(message);
        boolean finished = false;
        try {
            SmtpFailure failure = prepare(envelope, data);
            if (failure != null) {
                finished = true;
                return new SmtpOutcome.FailedBeforeData(failure);
            }
            if (refused.size() == envelope.recipients().size()) {
                finished = true;
                return new SmtpOutcome.AllRefused(List.copyOf(refused));
            }
            phases.recipientsAccepted(List.copyOf(refused));
            SmtpReply go = wire.ask("DATA", answer);
            if (go.code() != 354) {
                finished = true;
                return new SmtpOutcome.FailedBeforeData(go.failure());
            }
            wire.write(data, answer);
            phases.beforeFinalDot();
            SmtpOutcome outcome = finish(phases);
            finished = !(outcome instanceof SmtpOutcome.Uncertain);
            return outcome;
        } catch (IOException e) {
            return new SmtpOutcome.FailedBeforeData(SmtpWire.failure(e));
        } finally {
            if (!finished) {
                wire.abandon(); // in the middle of something: also when the listener threw
            }
        }
    }

    /** MAIL and RCPT; the failure when nobody can be taken. */
    private @Nullable SmtpFailure prepare(SmtpEnvelope envelope, byte[] data) throws IOException {
        if (sizeLimit > 0 && data.length > sizeLimit) {
            return new SmtpFailure.MessageTooLarge(sizeLimit);
        }
        if (!SmtpAddress.sendable(envelope.from())) {
            return new SmtpFailure.ServerSaidNo(553, "5.1.7", "");
        }
        boolean utf8 = SmtpAddress.needsUtf8(envelope.from());
        for (String recipient : envelope.recipients()) {
            utf8 |= SmtpAddress.sendable(recipient) && SmtpAddress.needsUtf8(recipient);
        }
        if (utf8 && !extensions.containsKey("SMTPUTF8")) {
            return new SmtpFailure.NeedsUtf8();
        }
        SmtpReply mail = wire.ask(mailFrom(envelope.from(), data, utf8), answer);
        if (!mail.positive()) {
            boolean size = mail.code() == 552 || mail.enhanced().equals("5.3.4");
            return size ? new SmtpFailure.MessageTooLarge(sizeLimit) : mail.failure();
        }
        for (String recipient : envelope.recipients()) {
            SmtpReply reply = recipient(recipient);
            if (reply.code() == 421) {
                return reply.failure();
            }
            if (!reply.positive()) {
                refused.add(
                        new RefusedRecipient(
                                recipient, reply.code(), reply.enhanced(), reply.text()));
            }
        }
        if (refused.size() == envelope.recipients().size()) {
            wire.ask("RSET", answer);
        }
        return null;
    }

    private String mailFrom(String from, byte[] data, boolean utf8) {
        StringBuilder line =
                new StringBuilder("MAIL FROM:<").append(SmtpAddress.encode(from)).append('>');
        if (extensions.containsKey("SIZE")) {
            line.append(" SIZE=").append(data.length);
        }
        if (extensions.containsKey("8BITMIME") && hasEightBit(data)) {
            line.append(" BODY=8BITMIME");
        }
        return utf8 ? line.append(" SMTPUTF8").toString() : line.toString();
    }

    private SmtpReply recipient(String recipient) throws IOException {
        if (!SmtpAddress.sendable(recipient)) {
            return new SmtpReply(
                    553, "5.1.3", List.of("")); // what a server would say of such an address
        }
        return wire.ask("RCPT TO:<" + SmtpAddress.encode(recipient) + ">", answer);
    }

    /** From here on a failure means that nobody knows. */
    private SmtpOutcome finish(PhaseListener phases) {
        try {
            wire.write(FINAL_DOT, answer);
            phases.dataSent();
            SmtpReply reply = wire.reply(THINKING.compareTo(answer) > 0 ? longer() : answer);
            return reply.positive()
                    ? new SmtpOutcome.Accepted(reply.text(), List.copyOf(refused))
                    : new SmtpOutcome.FailedBeforeData(reply.failure());
        } catch (IOException e) {
            return new SmtpOutcome.Uncertain(SmtpWire.failure(e));
        }
    }

    private Duration longer() {
        Duration tenfold = answer.multipliedBy(10);
        return tenfold.compareTo(THINKING) > 0 ? THINKING : tenfold;
    }

    private static boolean hasEightBit(byte[] data) {
        for (byte b : data) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }
}
