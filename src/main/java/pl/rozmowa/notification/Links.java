package pl.rozmowa.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where in the web app something is. */
final class Links {

    static final String SETTINGS = "/settings/notifications";

    private Links() {}

    static String path(@Nullable UUID conversationId, @Nullable UUID accountId) {
        if (conversationId != null) {
            return "/inbox/" + conversationId;
        }
        return accountId == null ? "/inbox" : "/data/mailboxes/" + accountId + "/sync";
    }
}
