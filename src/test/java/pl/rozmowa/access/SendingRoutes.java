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
            POST   /api/conversations/{conversation}/replies {"idempotencyKey":"k","emailId":"{email}","to":[{"name":"","email":"nobody"}],"html":"x","asOf":"yesterday","evenSo":false,"draftId":"{draft}"} | 401 400 400 400 404 403 404 404
            GET    /api/conversations/{conversation}/drafts                          | 401   200   200   200   404   403   404   404
            GET    /api/conversations/{privateConversation}/drafts                   | 401   404   404   404   200   404   404   404
            PUT    /api/conversations/{conversation}/drafts/{draft} {"version":1,"emailId":"{email}","all":true,"to":[{"name":"","email":"zan"}],"cc":[],"bcc":[],"subject":"Re","html":"<p>Tak</p>","includeQuote":true,"asOf":"1@1:1:"} | 401 409 409 200 404 403 404 404
            PUT    /api/conversations/{conversation}/drafts/{draft} {"emailId":"{email}","html":"x"} | 401 409 409 409 404 403 404 404
            PUT    /api/conversations/{privateConversation}/drafts/{page} {"emailId":"{privateEmail}","html":"x"} | 401 404 404 404 200 404 404 404
            PUT    /api/conversations/{conversation}/drafts/{page} {"emailId":"{privateEmail}","html":"x"} | 401 404 404 404 404 404 404 404
            POST   /api/conversations/{conversation}/drafts/{draft}/take             | 401   200   200   200   404   403   404   404
            POST   /api/conversations/{privateConversation}/drafts/{draft}/take      | 401   404   404   404   404   404   404   404
            DELETE /api/conversations/{conversation}/drafts/{draft}                  | 401   403   403   204   404   403   404   404
            """;
}
