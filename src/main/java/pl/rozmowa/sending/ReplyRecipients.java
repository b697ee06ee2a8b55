package pl.rozmowa.sending;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pl.rozmowa.conversation.Person;
import pl.rozmowa.mail.EmailAddress;

/**
 * Who gets an answer. To an email from outside: Reply-To, else From. To one of our own: those it went to. All: everybody else it
 * went to as well. Our own addresses are never among them, and nobody is there twice.
 */
record ReplyRecipients(List<Person> to, List<Person> cc) {

    static ReplyRecipients of(Answered answered, Set<String> ownKeys, boolean all) {
        Set<String> taken = new HashSet<>(ownKeys);
        List<Person> to = new ArrayList<>();
        if (answered.own()) {
            add(to, answered.to(), taken);
        } else {
            add(to, answered.replyTo(), taken);
            if (to.isEmpty()) {
                add(to, List.of(answered.from()), taken);
            }
        }
        Person last = answered.lastInbound();
        if (to.isEmpty() && last != null) {
            add(to, List.of(last), taken);
        }
        List<Person> cc = new ArrayList<>();
        if (all) {
            add(to, answered.to(), taken);
            add(cc, answered.cc(), taken);
        }
        return new ReplyRecipients(to, cc);
    }

    private static void add(List<Person> list, Collection<Person> people, Set<String> taken) {
        for (Person person : people) {
            if (person.email().contains("@") && taken.add(EmailAddress.of(person.email()).key())) {
                list.add(person);
            }
        }
    }
}
