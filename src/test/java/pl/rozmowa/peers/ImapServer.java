package pl.rozmowa.peers;

/** A real mail server of one kind or another, with mailboxes made as they are asked for; the password is {@link Dovecot#PASSWORD}. */
public interface ImapServer extends AutoCloseable {

    /** An address nobody else has, such as {@code hanna.7@debowa.test}, with the folders that all have, Wysłane and Kosz among them. */
    String freshUser(String name, String domain);

    /** For plain connections. */
    int imapPort();

    /** Another mail program of this user. */
    RawImap outside(String address);

    @Override
    void close();
}
