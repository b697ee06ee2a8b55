package pl.rozmowa.access;

/** Routes of the room `sync`. */
final class SyncRoutes {

    private SyncRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/mail-accounts/{account}/progress            | 401  200   200   200  404  404    404   404
            GET    /api/mail-accounts/{privateAccount}/progress     | 401  404   404   404  200  404    404   404
            GET    /api/mail-accounts/{account}/sync                | 401  200   200   200  404  404    404   404
            GET    /api/mail-accounts/{privateAccount}/sync         | 401  404   404   404  200  404    404   404
            POST   /api/mail-accounts/{account}/sync/fetch-again {"since":"2026-01-01","folderId":"{folder}"} | 401 202 202 202 404 404 404 404
            POST   /api/mail-accounts/{account}/sync/fetch-again {"since":"2026-01-01","folderId":"{privateFolder}"} | 401 404 404 404 404 404 404 404
            POST   /api/mail-accounts/{privateAccount}/sync/fetch-again {"since":"2026-01-01"} | 401 404 404 404 202 404 404 404
            POST   /api/mail-accounts/{account}/quarantine/retry    | 401  202   202   202  404  404    404   404
            POST   /api/mail-accounts/{account}/quarantine/{folder}/{uidValidity}/{uid}/retry | 401 202 202 202 404 404 404 404
            POST   /api/mail-accounts/{privateAccount}/quarantine/{folder}/{uidValidity}/{uid}/retry | 401 404 404 404 404 404 404 404
            # The mailbox needs a new password: nothing can be asked of its server.
            GET    /api/mail-accounts/{account}/quarantine/{folder}/{uidValidity}/{uid}/beginning | 401 409 409 409 404 404 404 404
            GET    /api/mail-accounts/{account}/quarantine/{folder}/{uidValidity}/{uid}/source | 401 409 409 409 404 404 404 404
            GET    /api/mail-accounts/{privateAccount}/quarantine/{privateFolder}/{uidValidity}/{uid}/source | 401 404 404 404 409 404 404 404
            """;
}
