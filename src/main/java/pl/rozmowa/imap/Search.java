package pl.rozmowa.imap;

import java.io.IOException;
import java.util.Locale;

/** UID SEARCH (RFC 9051 §6.4.4), by ESEARCH where it is offered (RFC 4731), which says ranges in place of every number. */
final class Search implements Answers {

    private final ImapLimits limits;
    private UidSet found = UidSet.empty();

    private Search(ImapLimits limits) {
        this.limits = limits;
    }

    /** What is asked; built anew for a second try. */
    interface Criteria {
        void appendTo(ImapCommand command);
    }

    static UidSet run(ImapWire wire, Criteria criteria) throws ImapException {
        if (wire.capabilities().offersOrRev2("ESEARCH")) {
            Search search = new Search(wire.limits());
            ImapCommand command = new ImapCommand("UID SEARCH RETURN (ALL) ");
            criteria.appendTo(command);
            StatusLine status = wire.ask(command, search, wire.limits().answer().multipliedBy(5));
            if (status.ok()) {
                return search.found;
            }
            if (!status.kind().equals("BAD")) {
                throw wire.failed(Refusals.of(status));
            }
            // offered, and yet not understood: the plain form is understood by all
        }
        Search search = new Search(wire.limits());
        ImapCommand command = new ImapCommand("UID SEARCH ");
        criteria.appendTo(command);
        wire.run(command, search);
        return search.found;
    }

    @Override
    public boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        switch (keyword) {
            case "SEARCH" -> add(numbers(in));
            case "ESEARCH" -> extended(in, strings);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code 2 3 6 (MODSEQ 917162500)} */
    private static UidSet numbers(ImapReader in) throws Malformed {
        LongRanges ranges = new LongRanges();
        in.skipSpaces();
        while (in.isDigit()) {
            ranges.add(in.number());
            in.skipSpaces();
        }
        return ranges.toUidSet();
    }

    /** {@code (TAG "A1") UID ALL 1:3,7 MODSEQ 5} */
    private void extended(ImapReader in, ImapStrings strings) throws IOException, Malformed {
        in.skipSpaces();
        if (in.peek() == '(') {
            strings.skipValue();
        }
        in.skipSpaces();
        while (!in.atEnd()) {
            String item = in.atom().toUpperCase(Locale.ROOT);
            in.skipSpaces();
            switch (item) {
                case "UID" -> {} // these are UIDs: so we asked
                case "ALL" -> add(strings.uidSet());
                default -> strings.skipValue();
            }
            in.skipSpaces();
        }
    }

    private void add(UidSet more) throws ImapException {
        found = found.isEmpty() ? more : found.plus(more);
        if (found.size() > limits.uids()) {
            throw new ImapException(new ImapFailure.TooBig("search result", found.size()));
        }
    }
}
