package pl.rozmowa.contact;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The list of contacts, and naming them. */
@RestController
@RequestMapping("/api/contacts")
class ContactsApi {

    private static final int LONGEST_NAME = 200;

    private final ContactList contacts;

    ContactsApi(ContactList contacts) {
        this.contacts = contacts;
    }

    record Contacts(List<ContactCard> items, @Nullable String next) {}

    record Naming(@Nullable String name) {}

    @GetMapping
    Contacts list(
            CurrentMember me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = TimeCursor.limit(limit);
        List<ContactCard> rows =
                contacts.page(
                        me.projectId(),
                        me.memberId(),
                        storable(q),
                        TimeCursor.parse(cursor),
                        size + 1);
        if (rows.size() <= size) {
            return new Contacts(rows, null);
        }
        ContactCard last = rows.get(size - 1);
        return new Contacts(
                rows.subList(0, size), new TimeCursor(last.lastSeenAt(), last.id()).text());
    }

    @PatchMapping("/{id}")
    ContactCard rename(CurrentMember me, @PathVariable UUID id, @RequestBody Naming naming) {
        String name = naming.name() == null ? "" : storable(naming.name()).strip();
        if (name.length() > LONGEST_NAME) {
            throw Problem.invalid("name");
        }
        ContactCard contact =
                contacts.find(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
        if (!contacts.rename(me.projectId(), me.memberId(), id, name)) {
            throw Problem.forbidden();
        }
        return new ContactCard(
                contact.id(),
                name,
                contact.email(),
                contact.firstSeenAt(),
                contact.lastSeenAt(),
                contact.conversationCount());
    }

    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
