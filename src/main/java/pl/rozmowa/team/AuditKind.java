package pl.rozmowa.team;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the deeds in the audit log are about, by the beginnings of their verbs. */
enum AuditKind {
    SIGN_IN("signed_|password_|session_"),
    MEMBERS("role_|member_|invitation_|guest_|work_"),
    MAILBOXES("mailbox_|sent_from_|notice_mailbox_"),
    CONVERSATIONS("conversation_|access_|guest_"),
    PROJECT("project_|audit_");

    private final String beginnings;

    AuditKind(String beginnings) {
        this.beginnings = beginnings;
    }

    /** A regular expression of PostgreSQL's. */
    String pattern() {
        return "^(" + beginnings + ")";
    }

    static Optional<AuditKind> find(@Nullable String key) {
        return Stream.of(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(key))
                .findFirst();
    }
}
