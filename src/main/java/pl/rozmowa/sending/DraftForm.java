package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as far as it is written; anything may be missing.
 *
 * @param version the one that the page knows; 0 for a new draft
 */
record DraftForm(
        @Nullable Integer version,
        @Nullable UUID emailId,
        @Nullable Boolean all,
        @Nullable List<NewReply.@Nullable Address> to,
        @Nullable List<NewReply.@Nullable Address> cc,
        @Nullable List<NewReply.@Nullable Address> bcc,
        @Nullable String subject,
        @Nullable String html,
        @Nullable Boolean includeQuote,
        @Nullable String asOf) {}
