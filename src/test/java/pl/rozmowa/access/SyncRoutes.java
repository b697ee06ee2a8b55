package pl.rozmowa.access;

/** Routes of the room `sync`. */
final class SyncRoutes {

    private SyncRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            """;
}
