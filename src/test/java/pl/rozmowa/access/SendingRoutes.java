package pl.rozmowa.access;

/** Routes of the room `sending`. */
final class SendingRoutes {

    private SendingRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            """;
}
