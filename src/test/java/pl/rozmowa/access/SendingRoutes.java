package pl.rozmowa.access;

/** Routes of the room `sending`. */
final class SendingRoutes {

    private SendingRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/conversations/{conversation}/reply?email={email}             | 401   200   200   200   404   403   404   404
            GET    /api/conversations/{conversation}/reply?email={email}&all=true    | 401   200   200   200   404   403   404   404
            GET    /api/conversations/{privateConversation}/reply?email={privateEmail} | 401   404   404   404   200   404   404   404
            GET    /api/conversations/{conversation}/reply?email={privateEmail}      | 401   404   404   404   404   404   404   404
            POST   /api/conversations/{conversation}/replies {"idempotencyKey":"k","emailId":"{email}","to":[],"cc":[],"bcc":[],"subject":"Re","html":"x","includeQuote":true} | 401   400   400   400   404   403   404   404
            POST   /api/conversations/{privateConversation}/replies {"idempotencyKey":"k","emailId":"{privateEmail}","to":[{"name":"","email":"nobody"}],"html":"x"} | 401   404   404   404   400   404   404   404
            GET    /api/submissions                                                  | 401   200   200   200   200   200   200   200
            GET    /api/submissions?open=true                                        | 401   200   200   200   200   200   200   200
            GET    /api/submissions/{submission}                                     | 401   200   200   200   404   200   404   404
            POST   /api/submissions/{submission}/retry                               | 401   204   204   204   404   403   404   404
            POST   /api/submissions/{submission}/discard                             | 401   204   204   204   404   403   404   404
            """;
}
