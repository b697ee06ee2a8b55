package pl.rozmowa.teamwork;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/**
 * The tags of a project: whoever is no guest makes and changes them; only owners and admins, and whoever made one, remove it, since it
 * goes from every conversation.
 */
@Component
class Tags {

    private static final int MOST = 200;
    private static final int COLOURS = 8;

    private final TagTable tags;
    private final LiveUpdates live;

    Tags(TagTable tags, LiveUpdates live) {
        this.tags = tags;
        this.live = live;
    }

    /** By name; a guest learns only of those on conversations that were shared with them. */
    List<TagTable.Tag> all(CurrentMember me) {
        return me.role() == Role.GUEST
                ? tags.seenBy(me.projectId(), me.memberId())
                : tags.all(me.projectId());
    }

    /** @throws Problem {@code forbidden}, {@code invalid_input}, {@code tag_exists}, {@code too_many_tags} */
    @Transactional
    public TagTable.Tag add(CurrentMember me, @Nullable String name, @Nullable Integer colour) {
        forbidGuests(me);
        TagTable.Tag tag = new TagTable.Tag(Ids.next(), Names.of(name), colour(colour));
        if (tags.count(me.projectId()) >= MOST) {
            throw new Problem("too_many_tags", 409, Map.of("limit", MOST));
        }
        if (!tags.add(me.projectId(), tag, me.memberId())) {
            throw exists(tag.name());
        }
        tell(me);
        return tag;
    }

    /** What is null stays as it is. */
    @Transactional
    public void change(CurrentMember me, UUID id, @Nullable String name, @Nullable Integer colour) {
        forbidGuests(me);
        TagTable.Tag before = tags.find(me.projectId(), id).orElseThrow(Problem::notFound);
        TagTable.Tag after =
                new TagTable.Tag(
                        id,
                        name == null ? before.name() : Names.of(name),
                        colour == null ? before.colour() : colour(colour));
        if (!tags.change(me.projectId(), after)) {
            throw exists(after.name());
        }
        tell(me);
    }

    @Transactional
    public void remove(CurrentMember me, UUID id) {
        forbidGuests(me);
        UUID by = tags.madeBy(me.projectId(), id).orElseThrow(Problem::notFound);
        if (!me.role().managesMembers() && !by.equals(me.memberId())) {
            throw Problem.forbidden();
        }
        tags.remove(me.projectId(), id);
        tell(me);
    }

    private static void forbidGuests(CurrentMember me) {
        if (me.role() == Role.GUEST) {
            throw Problem.forbidden();
        }
    }

    private static int colour(@Nullable Integer colour) {
        if (colour == null || colour < 0 || colour >= COLOURS) {
            throw Problem.invalid("colour");
        }
        return colour;
    }

    private static Problem exists(String name) {
        return new Problem("tag_exists", 409, Map.of("name", name));
    }

    private void tell(CurrentMember me) {
        live.publish(new LiveEvent(me.projectId(), "tags", null, null, null, Map.of()));
    }
}
