package pl.rozmowa.conversation;

import java.util.Locale;

/** A part of what a member sees; each is read through an index of its own. */
enum Section {
    /** What is to be done, without what the member archived for themselves. */
    INBOX(
            Section.OPEN
                    + " and not coalesce(r.archived_at >= coalesce(c.last_inbound_at, '-infinity'), false)"),
    /** The member is responsible, or works on it. */
    MINE(
            Section.OPEN
                    + """
                    and (c.assignee_id = :member or c.id in (
                        select w.conversation_id
                        from conversation_member w
                        where w.project_id = :project
                          and w.member_id = :member))\
                    """),
    UNASSIGNED(Section.OPEN + " and c.assignee_id is null"),
    WAITING_FOR_US(Section.OPEN + " and c.for_us"),
    WAITING_FOR_THEM(Section.OPEN + " and not c.for_us"),
    SNOOZED("c.state = 'snoozed'"),
    CLOSED("c.state = 'closed' and (c.shelf is null or c.shelf <> 'trash')"),
    /** What the member archived for themselves: found by what they did, not by mailbox. */
    ARCHIVED_BY_ME(Section.OPEN + " and r.archived_at >= coalesce(c.last_inbound_at, '-infinity')"),
    STARRED("c.starred"),
    ARCHIVE("c.shelf is not null and c.shelf <> 'trash'"),
    TRASH("c.shelf is not null and c.shelf = 'trash'"),
    /** Reached only because somebody opened this very conversation, wherever it was put. */
    SHARED("c.merged_into is null");

    private static final String OPEN = "c.live_count > 0 and c.state = 'open'";

    private final String condition;

    Section(String condition) {
        this.condition = condition;
    }

    /** What holds of a row {@code c} of {@code conversation} and the member's {@code r} of {@code conversation_read}. */
    String condition() {
        return condition;
    }

    /** The word in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    static Section of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
