package pl.rozmowa.access;

/** Routes of the room `platform`. */
final class PlatformRoutes {

    private PlatformRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/live                                        | 401  200   200   200  200  200    200   200
            # Only the token of its own opens it.
            GET    /api/metrics                                     | 401  401   401   401  401  401    401   401
            """;
}
