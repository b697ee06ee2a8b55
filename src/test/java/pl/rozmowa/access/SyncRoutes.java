package pl.rozmowa.access;

/** Routes of the room `sync`. */
final class SyncRoutes {

    private SyncRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/mail-accounts/{account}/progress            | 401  200   200   200  404  404    404   404
            GET    /api/mail-accounts/{privateAccount}/progress     | 401  404   404   404  200  404    404   404
            """;
}
