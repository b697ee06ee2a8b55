package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import pl.rozmowa.conversation.CopyAtServer;
import pl.rozmowa.conversation.Goal;
import pl.rozmowa.conversation.PutAway;
import pl.rozmowa.conversation.Wish;

/** Which copy of an email goes where, for a wish about its place. Pure: no server, no tables. */
final class MovePlan {

    private MovePlan() {}

    /** One copy, where it goes, and where it lay before anybody put it away. */
    record Step(CopyAtServer copy, UUID target, UUID origin) {}

    /**
     * @param copies where the email lies
     * @param records where its copies lay before
     * @param inbox where to put what nobody remembers
     * @param exists whether a folder can still be put into
     */
    static List<Step> of(
            Wish.Placed wish,
            List<CopyAtServer> copies,
            List<MoveTable.Move> records,
            UUID inbox,
            Predicate<UUID> exists) {
        return switch (wish.goal()) {
            case ARCHIVE, FOLDER, TRASH -> away(wish, copies, records);
            case BACK -> back(copies, records, inbox, exists);
        };
    }

    private static List<Step> away(
            Wish.Placed wish, List<CopyAtServer> copies, List<MoveTable.Move> records) {
        Goal goal = wish.goal();
        UUID target = Objects.requireNonNull(wish.folderId());
        return PutAway.leaving(copies, goal, target).stream()
                .map(copy ->
                        new Step(
                                copy,
                                target,
                                records.stream()
                                        .filter(record -> record.arrivedAt(copy))
                                        .map(MoveTable.Move::origin)
                                        .findFirst()
                                        .orElse(copy.folderId())))
                .toList();
    }

    private static List<Step> back(
            List<CopyAtServer> copies,
            List<MoveTable.Move> records,
            UUID inbox,
            Predicate<UUID> exists) {
        List<Step> steps = new ArrayList<>();
        for (MoveTable.Move record : records) {
            UUID home = exists.test(record.origin()) ? record.origin() : inbox;
            copies.stream()
                    .filter(record::arrivedAt)
                    .findFirst()
                    .ifPresent(copy -> steps.add(new Step(copy, home, home)));
        }
        if (steps.isEmpty()) {
            PutAway.returning(copies).forEach(copy -> steps.add(new Step(copy, inbox, inbox)));
        }
        return steps;
    }
}
