package pl.rozmowa.team;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The signed-in member, for the length of one request. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient CurrentMember member;

    SignedIn(CurrentMember member) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + member.role().name()));
        this.member = member;
        setAuthenticated(true);
    }

    CurrentMember member() {
        return member;
    }

    @Override
    public Object getPrincipal() {
        return member;
    }

    @Override
    public String getName() {
        return member.personId().toString();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn signedIn && signedIn.member.equals(member);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }
}
