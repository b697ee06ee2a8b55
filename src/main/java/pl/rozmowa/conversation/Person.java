package pl.rozmowa.conversation;

import java.util.List;
import pl.rozmowa.mail.EmailAddress;

/** Name and address as an email gives them; stored as JSON and answered as JSON. */
public record Person(String name, String email) {

    /** Beyond these the raw source tells. */
    static final int MOST = 500;

    private static final int LONGEST = 500;

    static Person of(EmailAddress address) {
        return new Person(
                Texts.cut(address.name(), LONGEST), Texts.cut(address.address(), LONGEST));
    }

    static List<Person> of(List<EmailAddress> addresses) {
        return addresses.stream().limit(MOST).map(Person::of).toList();
    }
}
