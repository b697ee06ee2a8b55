package pl.rozmowa.access;

/** Routes of the room `team`. */
final class TeamRoutes {

    private TeamRoutes() {}

    static final String TABLE =
            """
            # route and body                                                 | anon owner admin with wout guest+ guest other
            GET    /api/session                                              | 200  200   200   200  200  200    200   200
            POST   /api/setup {"code":"x","name":"","email":"","password":"","projectName":"","language":"pl","timeZone":"UTC"} | 400 400 400 400 400 400 400 400
            POST   /api/login {"email":"x","password":"x"}                   | 400  400   400   400  400  400    400   400
            POST   /api/logout                                               | 401  204   204   204  204  204    204   204
            POST   /api/logout-everywhere                                    | 401  204   204   204  204  204    204   204
            POST   /api/session/project {"projectId":"{project}"}            | 401  200   200   200  200  200    200   404
            PATCH  /api/me {"name":"Ż","language":"en","timeZone":"Asia/Kathmandu","theme":"dark"} | 401 200 200 200 200 200 200 200
            POST   /api/me/password {"current":"","next":""}                 | 401  400   400   400  400  400    400   400
            GET    /api/me/sessions                                          | 401  200   200   200  200  200    200   200
            DELETE /api/me/sessions/{ownersSession}                          | 401  204   404   404  404  404    404   404
            GET    /api/members                                              | 401  200   200   200  200  200    200   200
            PATCH  /api/members/{without} {"role":"guest"}                   | 401  204   204   403  403  404    404   404
            PATCH  /api/members/{without} {"role":"owner"}                   | 401  204   403   403  403  404    404   404
            PATCH  /api/members/{owner} {"role":"member"}                    | 401  409   403   403  403  404    404   404
            DELETE /api/members/{without}                                    | 401  204   204   403  204  404    404   404
            DELETE /api/members/{guest}                                      | 401  204   204   403  403  404    204   404
            DELETE /api/members/{owner}                                      | 401  409   403   403  403  404    404   404
            DELETE /api/members/{without}?mailboxesTo={with}&workTo={admin}  | 401  204   204   403  204  404    404   404
            DELETE /api/members/{without}?mailboxesTo={guest}                | 401  400   400   403  400  404    404   404
            GET    /api/members/{without}/handover                           | 401  200   200   403  200  404    404   404
            GET    /api/members/{owner}/handover                             | 401  200   403   403  403  404    404   404
            PATCH  /api/project {"name":"Ceramika"}                          | 401  204   204   403  403  403    403   204
            GET    /api/invitations                                          | 401  200   200   403  403  403    403   200
            POST   /api/invitations {"email":"nowa@debowa.test","role":"member"} | 401 200 200 403 403 403    403   200
            DELETE /api/invitations/{invitation}                             | 401  204   204   403  403  403    403   404
            POST   /api/invitations/look {"token":"wrong"}                   | 404  404   404   404  404  404    404   404
            POST   /api/invitations/accept {"token":"wrong","password":"x"}  | 404  404   404   404  404  404    404   404
            GET    /api/audit                                                                | 401   200   200   403   403   403   403   200
            GET    /api/audit?kind=members&member={with}&from=2026-01-01T00:00:00Z&subject={account} | 401 200 200 403   403   403   403   200
            GET    /api/audit?from=yesterday                                                 | 401   400   400   403   403   403   403   400
            POST   /api/audit/export {"member":null,"kind":"members","from":null,"until":null,"subject":null} | 401 200 200 403 403 403 403 200
            """;
}
