package pl.rozmowa.access;

import java.util.List;
import java.util.stream.Stream;

/** All tables of routes. A room adds lines to its own. */
final class Routes {

    private Routes() {}

    static List<Route> all() {
        return Stream.of(
                        PlatformRoutes.TABLE,
                        TeamRoutes.TABLE,
                        AccountRoutes.TABLE,
                        ConversationRoutes.TABLE,
                        SharingRoutes.TABLE,
                        TeamworkRoutes.TABLE,
                        NotesRoutes.TABLE,
                        SyncRoutes.TABLE,
                        SendingRoutes.TABLE,
                        NotificationRoutes.TABLE)
                .flatMap(Route::table)
                .toList();
    }
}
