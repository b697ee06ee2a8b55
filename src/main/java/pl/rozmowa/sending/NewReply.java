package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An answer as the composer hands it in; anything may be missing. */
record NewReply(
        @Nullable String idempotencyKey,
        @Nullable UUID emailId,
        @Nullable List<@Nullable Address> to,
        @Nullable List<@Nullable Address> cc,
        @Nullable List<@Nullable Address> bcc,
        @Nullable String subject,
        @Nullable String html,
        @Nullable Boolean includeQuote) {

    record Address(@Nullable String name, @Nullable String email) {}
}
