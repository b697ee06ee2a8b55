package pl.rozmowa.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UID FETCH (RFC 9051 §6.4.8): the words of the command, and its two simple uses. */
final class Fetch {

    private Fetch() {}

    static ImapCommand command(Capabilities offered, UidSet uids, FetchItems items) {
        ImapCommand command = new ImapCommand("UID FETCH ").uids(uids).words(" (UID");
        word(command, items.flags(), "FLAGS");
        word(command, items.internalDate(), "INTERNALDATE");
        word(command, items.size(), "RFC822.SIZE");
        word(command, items.modseq() && offered.offers("CONDSTORE"), "MODSEQ");
        if (items.identity()) {
            word(command, offered.offers("OBJECTID"), "EMAILID THREADID");
            word(command, offered.offers("X-GM-EXT-1"), "X-GM-MSGID X-GM-THRID");
        }
        word(command, items.bodyStructure(), "BODYSTRUCTURE");
        if (items.header() != null) {
            header(command, items.header());
        }
        for (String section : items.sections()) {
            command.words(" BODY.PEEK[").section(section).words("]");
            if (items.partial() > 0) {
                command.words("<0." + items.partial() + ">");
            }
        }
        command.words(")");
        if (items.changedSince() > 0) {
            command.words(
                    " (CHANGEDSINCE "
                            + items.changedSince()
                            + (items.vanished() ? " VANISHED)" : ")"));
        }
        return command;
    }

    private static void word(ImapCommand command, boolean wanted, String word) {
        if (wanted) {
            command.words(" " + word);
        }
    }

    private static void header(ImapCommand command, List<String> fields) {
        if (fields.isEmpty()) {
            command.words(" BODY.PEEK[HEADER]");
            return;
        }
        command.words(" BODY.PEEK[HEADER.FIELDS (");
        for (int i = 0; i < fields.size(); i++) {
            command.words(i == 0 ? "" : " ").section(fields.get(i));
        }
        command.words(")]");
    }

    static List<FetchedMessage> collect(ImapWire wire, UidSet uids, FetchItems items)
            throws ImapException {
        if (uids.isEmpty()) {
            return List.of();
        }
        List<FetchedMessage> messages = new ArrayList<>();
        ImapFailure[] refused = {null};
        List<FetchBatch> one = List.of(new FetchBatch(uids, items, 0));
        new FetchPipeline(
                        wire,
                        one.iterator(),
                        new FetchSink() {
                            @Override
                            public void message(FetchedMessage message) {
                                messages.add(message);
                            }

                            @Override
                            public void answered(FetchBatch batch, @Nullable ImapFailure failure) {
                                refused[0] = failure;
                            }
                        })
                .run();
        if (refused[0] != null) {
            throw wire.failed(refused[0]);
        }
        return messages;
    }

    /** Remembers that the receiving end failed, and goes on reading, so that the connection keeps its thread. */
    private static final class Target extends OutputStream {
        private final OutputStream out;
        private long octets;
        private @Nullable IOException failure;
        private boolean touched;

        Target(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            octets += length;
            touched = true;
            if (failure == null) {
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
    }

    static long stream(ImapWire wire, long uid, String section, OutputStream out)
            throws IOException {
        Target target = new Target(out);
        FetchResponse.Plan plan =
                FetchResponse.Plan.of(wire.limits()).streamingTo((_, _) -> target);
        ImapCommand command =
                new ImapCommand("UID FETCH ")
                        .uids(UidSet.of(uid))
                        .words(" (UID BODY.PEEK[")
                        .section(section)
                        .words("])");
        wire.run(
                command,
                new Answers() {
                    @Override
                    public boolean response(
                            String keyword, long number, ImapReader in, ImapStrings strings)
                            throws IOException {
                        if (!keyword.equals("FETCH")) {
                            return false;
                        }
                        FetchedMessage message = FetchResponse.read(number, in, strings, plan);
                        if (message.flags() != null) {
                            Unsolicited.flags(wire.listener(), message);
                        }
                        return true;
                    }
                });
        if (target.failure != null) {
            throw target.failure;
        }
        return target.touched ? target.octets : -1;
    }
}
