package pl.rozmowa.notification;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** How a member wants to be told: which kinds, through what, and when not. */
@Component
class Preferences {

    private final PreferenceTable table;
    private final NoticeMailboxTable mailboxes;

    Preferences(PreferenceTable table, NoticeMailboxTable mailboxes) {
        this.table = table;
        this.mailboxes = mailboxes;
    }

    /** One kind, as JSON says it. */
    record Choice(
            @Nullable String kind,
            @Nullable Boolean inApp,
            @Nullable Boolean push,
            @Nullable Boolean email) {}

    /**
     * @param quietFrom {@code HH:mm}; null: no quiet hours
     */
    record Form(
            @Nullable List<@Nullable Choice> kinds,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            @Nullable Boolean quietWeekends,
            @Nullable Boolean pushSubject,
            @Nullable String digest,
            @Nullable Integer digestHour) {}

    /**
     * @param timeZone in which the times are meant
     * @param digestReady the project has a mailbox that digests are sent from
     */
    record Shown(
            List<Choice> kinds,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            boolean quietWeekends,
            boolean pushSubject,
            Digest digest,
            int digestHour,
            String timeZone,
            boolean digestReady) {}

    Shown shown(CurrentMember me) {
        PreferenceTable.Schedule schedule = table.schedule(me.projectId(), me.memberId());
        List<Choice> kinds = new ArrayList<>();
        table.channels(me.projectId(), me.memberId())
                .forEach((kind, to) ->
                        kinds.add(new Choice(kind.key(), to.inApp(), to.push(), to.email())));
        return new Shown(
                kinds,
                text(schedule.quietFrom()),
                text(schedule.quietUntil()),
                schedule.quietWeekends(),
                schedule.pushSubject(),
                schedule.digest(),
                schedule.digestHour(),
                me.zone().getId(),
                mailboxes.find(me.projectId()).isPresent());
    }

    /** @throws Problem {@code invalid_input}; a kind that is not named stays as it is */
    @Transactional
    public void change(CurrentMember me, Form form) {
        LocalTime from = time(form.quietFrom(), "quietFrom");
        LocalTime until = time(form.quietUntil(), "quietUntil");
        if ((from == null) != (until == null) || (from != null && from.equals(until))) {
            throw Problem.invalid("quietUntil");
        }
        Integer hour = form.digestHour();
        if (hour == null || hour < 0 || hour > 23) {
            throw Problem.invalid("digestHour");
        }
        Digest digest = Digest.find(form.digest()).orElseThrow(() -> Problem.invalid("digest"));
        table.keep(
                me.projectId(),
                me.memberId(),
                new PreferenceTable.Schedule(
                        from,
                        until,
                        Boolean.TRUE.equals(form.quietWeekends()),
                        Boolean.TRUE.equals(form.pushSubject()),
                        digest,
                        hour));
        chosen(form.kinds())
                .forEach((kind, to) -> table.choose(me.projectId(), me.memberId(), kind, to));
    }

    private static Map<Kind, Kind.Channels> chosen(@Nullable List<@Nullable Choice> choices) {
        Map<Kind, Kind.Channels> chosen = new EnumMap<>(Kind.class);
        if (choices == null || choices.size() > Kind.values().length) {
            throw Problem.invalid("kinds");
        }
        for (Choice choice : choices) {
            if (choice == null) {
                throw Problem.invalid("kinds");
            }
            Kind kind = Kind.find(choice.kind()).orElseThrow(() -> Problem.invalid("kinds"));
            chosen.put(
                    kind,
                    new Kind.Channels(
                            Boolean.TRUE.equals(choice.inApp()),
                            Boolean.TRUE.equals(choice.push()),
                            Boolean.TRUE.equals(choice.email())));
        }
        return chosen;
    }

    private static @Nullable LocalTime time(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        try {
            LocalTime time = LocalTime.parse(text);
            return time.withSecond(0).withNano(0);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field).because(e);
        }
    }

    private static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }
}
