package pl.rozmowa.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;

/** The mail servers as a script needs to know them, and mailboxes with letters in them. */
final class Post {

    static final String SENT = "Wys&AUI-ane";

    private final Dovecot dovecot = Dovecot.shared();
    private final Postfix postfix = Postfix.shared();

    /** An address of its own for this test, such as {@code biuro.7@debowa.test}. */
    String address(String name, String domain) {
        return dovecot.freshUser(name, domain);
    }

    static String named(String name, String address) {
        return Letter.word(name, StandardCharsets.UTF_8) + " <" + address + ">";
    }

    RawImap open(String address) {
        return dovecot.outside(address);
    }

    static void put(RawImap mailbox, String folder, Letter letter, String... flags) {
        mailbox.append(folder, letter.source(), letter.internalDate(), flags);
    }

    /** Host, ports and password, for a server form. */
    Map<String, Object> servers() {
        return Map.of(
                "host", "localhost",
                "imap", dovecot.endpoint(Security.TLS).port(),
                "imapStartTls", dovecot.endpoint(Security.STARTTLS).port(),
                "smtp", postfix.endpoint(Security.TLS).port(),
                "smtpStartTls", postfix.endpoint(Security.STARTTLS).port(),
                "password", Dovecot.PASSWORD);
    }
}
