package pl.rozmowa.team;

import java.util.List;

/**
 * What the login page of the demo gives away. The room `demo` puts a bean of this type in place; without one, nothing is shown.
 */
public interface DemoLogins {

    /** People who may sign in, with their passwords. */
    List<Login> logins();

    /** Mailboxes that may be connected, with their passwords. */
    List<Mailbox> mailboxes();

    /** A person of the demo's world. */
    record Login(String email, String password, String name, String role) {}

    /** A mailbox of the demo's mail server. */
    record Mailbox(String address, String password) {}
}
