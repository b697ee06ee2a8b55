package pl.rozmowa.mail;

/** What proves to a mail server who we are. Never printed: {@code toString} shows no part of it. */
public sealed interface SignIn {

    /** The login name, often the whole address. */
    String user();

    /** A password or an app password: LOGIN, AUTHENTICATE PLAIN, AUTH PLAIN. */
    record Password(String user, String password) implements SignIn {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /** An OAuth 2 access token: OAUTHBEARER (RFC 7628) where offered, else XOAUTH2. */
    record Token(String user, String accessToken) implements SignIn {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
