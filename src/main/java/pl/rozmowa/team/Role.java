package pl.rozmowa.team;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a member may do in a project. A guest sees only what was shared with them. */
public enum Role {
    OWNER("owner"),
    ADMIN("admin"),
    MEMBER("member"),
    GUEST("guest");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The word in the database and in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** Whether this role may invite people, change roles and name the project. */
    public boolean managesMembers() {
        return this == OWNER || this == ADMIN;
    }

    /** The role with that word. */
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    static Role stored(String code) {
        return ofCode(code).orElseThrow(() -> new IllegalStateException("unknown role " + code));
    }
}
