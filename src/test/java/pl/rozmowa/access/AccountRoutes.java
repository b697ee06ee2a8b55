package pl.rozmowa.access;

/** Routes of the room `account`. */
final class AccountRoutes {

    private AccountRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/providers                                                    | 401   200   200   200   200   200   200   200
            POST   /api/mail-accounts/discover {"address":"x"}                       | 401   400   400   400   400   403   403   400
            POST   /api/connection-attempts {"address":"x","password":"x","provider":"other"} | 401   400   400   400   400   403   403   400
            GET    /api/connection-attempts/{attempt}                                | 401   404   404   200   404   404   404   404
            DELETE /api/connection-attempts/{attempt}                                | 401   404   404   204   404   404   404   404
            GET    /api/mail-accounts                                                | 401   200   200   200   200   200   200   200
            GET    /api/mail-accounts/{account}                                      | 401   200   200   200   404   404   404   404
            GET    /api/mail-accounts/{privateAccount}                               | 401   404   404   404   200   404   404   404
            GET    /api/mail-accounts/{account}/folders                              | 401   200   200   200   404   404   404   404
            GET    /api/mail-accounts/{privateAccount}/folders                       | 401   404   404   404   200   404   404   404
            POST   /api/mail-accounts/{account}/folders/refresh                      | 401   409   409   409   404   404   404   404
            PUT    /api/mail-accounts/{account}/folders {"chosen":[],"windowDays":30,"sharing":"project"} | 401   409   409   409   404   404   404   404
            PUT    /api/mail-accounts/{account}/sharing {"sharing":"project"}        | 401   200   200   200   404   404   404   404
            PUT    /api/mail-accounts/{privateAccount}/sharing {"sharing":"project"} | 401   404   404   404   200   404   404   404
            POST   /api/mail-accounts/{account}/sharing/preview {"sharing":"members","shares":[{"memberId":"{without}","level":"read"}]} | 401 200 200 200 404 404 404 404
            POST   /api/mail-accounts/{privateAccount}/sharing/preview {"sharing":"private"} | 401 404 404 404 200 404 404 404
            POST   /api/mail-accounts/{account}/pause                                | 401   409   409   409   404   404   404   404
            POST   /api/mail-accounts/{privateAccount}/pause                         | 401   404   404   404   409   404   404   404
            POST   /api/mail-accounts/{account}/resume                               | 401   200   200   200   404   404   404   404
            POST   /api/mail-accounts/{privateAccount}/resume                        | 401   404   404   404   200   404   404   404
            GET    /api/notices                                                      | 401   200   200   200   200   200   200   200
            POST   /api/notices/{notice}/dismiss                                     | 401   204   204   204   404   404   404   404
            PUT    /api/mail-accounts/{account}/reading {"markSeen":false}                   | 401   200   200   200   404   404   404   404
            PUT    /api/mail-accounts/{privateAccount}/reading {"markSeen":false}            | 401   404   404   404   200   404   404   404
            GET    /api/mail-accounts/{account}/disconnect-preview                   | 401   200   200   200   404   404   404   404
            POST   /api/mail-accounts/{account}/disconnect {"history":"keep"}        | 401   204   204   204   404   404   404   404
            POST   /api/mail-accounts/{account}/disconnect {"history":"delete"}      | 401   204   204   204   404   404   404   404
            POST   /api/mail-accounts/{privateAccount}/disconnect {"history":"delete"} | 401   404   404   404   204   404   404   404
            """;
}
