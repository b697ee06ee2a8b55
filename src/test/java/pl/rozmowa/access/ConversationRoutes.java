package pl.rozmowa.access;

/** Routes of the room `conversation`. */
final class ConversationRoutes {

    private ConversationRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/conversations                                                | 401   200   200   200   200   200   200   200
            GET    /api/conversations?account={account}&unread=true&limit=10         | 401   200   200   200   200   200   200   200
            GET    /api/conversations?contact={contact}                              | 401   200   200   200   200   200   200   200
            GET    /api/counts                                                       | 401   200   200   200   200   200   200   200
            GET    /api/conversations/{conversation}                                 | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}                          | 401   404   404   404   200   404   404   404
            GET    /api/conversations?section=shared                                 | 401   200   200   200   200   200   200   200
            PUT    /api/conversations/{conversation}/read {"read":true}              | 401   204   204   204   404   204   404   404
            PUT    /api/conversations/{privateConversation}/read {"read":true}       | 401   404   404   404   204   404   404   404
            GET    /api/conversations?section=starred                                        | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=trash&unread=true                              | 401   200   200   200   200   200   200   200
            PUT    /api/conversations/{conversation}/star {"starred":true}                   | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{privateConversation}/star {"starred":true}            | 401   404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/seen {"seen":true}                      | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{privateConversation}/seen {"seen":true}               | 401   404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/place {"to":"back"}                     | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{conversation}/place {"to":"trash"}                    | 401   409   409   409   404   403   404   404
            PUT    /api/conversations/{conversation}/place {"to":"nowhere"}                  | 401   400   400   400   400   400   400   400
            PUT    /api/conversations/{conversation}/place {"to":"folder","folderId":"{privateFolder}"} | 401   409   409   409   404   403   404   404
            PUT    /api/conversations/{privateConversation}/place {"to":"back"}              | 401   404   404   404   204   404   404   404
            GET    /api/conversations/{conversation}/folders                                 | 401   200   200   200   404   403   404   404
            GET    /api/conversations/{privateConversation}/folders                          | 401   404   404   404   200   404   404   404
            POST   /api/conversations/{conversation}/wishes/retry                            | 401   204   204   204   404   403   404   404
            POST   /api/conversations/{privateConversation}/wishes/retry                     | 401   404   404   404   204   404   404   404
            DELETE /api/conversations/{conversation}/wishes                                  | 401   204   204   204   404   403   404   404
            DELETE /api/conversations/{privateConversation}/wishes                           | 401   404   404   404   204   404   404   404
            GET    /api/emails/{email}/body                                          | 401   200   200   200   404   200   404   404
            GET    /api/emails/{privateEmail}/body                                   | 401   404   404   404   200   404   404   404
            GET    /api/emails/{email}/source                                        | 401   200   200   200   404   200   404   404
            GET    /api/emails/{privateEmail}/source                                 | 401   404   404   404   200   404   404   404
            GET    /api/attachments/{attachment}                                     | 401   200   200   200   404   200   404   404
            GET    /api/attachments/{privateAttachment}                              | 401   404   404   404   200   404   404   404
            GET    /api/attachments/{attachment}/inline                              | 401   415   415   415   404   415   404   404
            GET    /api/images?u={attachment}&m={email}&s=forged                     | 404   404   404   404   404   404   404   404
            PUT    /api/image-permissions {"email":"zaneta@studiolaka.example","allowed":true} | 401   204   204   204   204   204   204   204
            GET    /api/contacts                                                     | 401   200   200   200   200   200   200   200
            GET    /api/contacts?q=zaneta&limit=5                                    | 401   200   200   200   200   200   200   200
            GET    /api/contacts/{contact}                                           | 401   200   200   200   404   200   404   404
            GET    /api/contacts/{privateContact}                                    | 401   404   404   404   200   404   404   404
            PATCH  /api/contacts/{contact} {"name":"Żaneta"}                         | 401   200   200   200   404   403   404   404
            PATCH  /api/contacts/{privateContact} {"name":"Żaneta"}                  | 401   404   404   404   200   404   404   404
            """;
}
