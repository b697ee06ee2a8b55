package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the composer hands it in; anything may be missing.
 *
 * @param asOf how far the conversation was when the answer was begun, as {@link ReplyProposal} said; null: whatever came since, it goes
 * @param evenSo it goes although others brought something since
 * @param draftId the draft that it was written as, and that goes with it
 */
record NewReply(
        @Nullable String idempotencyKey,
        @Nullable UUID emailId,
        @Nullable List<@Nullable Address> to,
        @Nullable List<@Nullable Address> cc,
        @Nullable List<@Nullable Address> bcc,
        @Nullable String subject,
        @Nullable String html,
        @Nullable Boolean includeQuote,
        @Nullable String asOf,
        @Nullable Boolean evenSo,
        @Nullable UUID draftId) {

    record Address(@Nullable String name, @Nullable String email) {}
}
