package pl.rozmowa.sending;

import pl.rozmowa.mail.BaseSubject;

/** The subject of an answer: the sign of replying stands once, in the words of whoever began it. */
final class ReplySubject {

    private static final int LONGEST_PREFIX = 16;

    private ReplySubject() {}

    static String of(String subject) {
        String rest = subject.strip().replaceAll("\\s+", " ");
        int first = replyPrefix(rest);
        if (first == 0) {
            boolean behindListTag = rest.startsWith("[") && BaseSubject.of(rest).reply();
            return behindListTag ? rest : "Re: " + rest;
        }
        String prefix = rest.substring(0, first);
        rest = rest.substring(first).stripLeading();
        for (int more = replyPrefix(rest); more > 0; more = replyPrefix(rest)) {
            rest = rest.substring(more).stripLeading();
        }
        return prefix + " " + rest;
    }

    /** The length of {@code Re:} or {@code Odp.:} at the start; 0 when there is none. */
    private static int replyPrefix(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon > LONGEST_PREFIX) {
            return 0;
        }
        BaseSubject probe = BaseSubject.of(text.substring(0, colon + 1) + " x");
        return probe.reply() && !probe.forward() && probe.base().equals("x") ? colon + 1 : 0;
    }
}
