package pl.rozmowa.access;

/** Routes of the room `teamwork`. */
final class TeamworkRoutes {

    private TeamworkRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            PUT    /api/conversations/{conversation}/state {"state":"closed","until":null}   | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{privateConversation}/state {"state":"open"}           | 401   404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/state {"state":"done"}                  | 401   400   400   400   400   400   400   400
            PUT    /api/conversations/{conversation}/assignee {"memberId":"{with}"}          | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{conversation}/assignee {"memberId":"{otherOwner}"}    | 401   409   409   409   404   403   404   404
            PUT    /api/conversations/{privateConversation}/assignee {"memberId":"{without}"} | 401  404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/members/{admin}                         | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{privateConversation}/members/{without}                | 401   404   404   404   204   404   404   404
            DELETE /api/conversations/{conversation}/members/{admin}                         | 401   204   204   204   404   403   404   404
            DELETE /api/conversations/{privateConversation}/members/{without}                | 401   404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/tags {"tagIds":["{tag}"]}               | 401   204   204   204   404   403   404   404
            PUT    /api/conversations/{privateConversation}/tags {"tagIds":[]}               | 401   404   404   404   204   404   404   404
            PUT    /api/conversations/{conversation}/archived {"archived":true}              | 401   204   204   204   404   204   404   404
            PUT    /api/conversations/{privateConversation}/archived {"archived":true}       | 401   404   404   404   204   404   404   404
            GET    /api/conversations/{conversation}/history                                 | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}/history                          | 401   404   404   404   200   404   404   404
            GET    /api/conversations?section=mine                                           | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=unassigned&tag={tag}                           | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=waiting_for_us                                 | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=waiting_for_them                               | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=snoozed                                        | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=closed                                         | 401   200   200   200   200   200   200   200
            GET    /api/conversations?section=archived_by_me                                 | 401   200   200   200   200   200   200   200
            GET    /api/tags                                                                 | 401   200   200   200   200   200   200   200
            POST   /api/tags {"name":"Oferta","colour":2}                                    | 401   201   201   201   201   403   403   201
            PATCH  /api/tags/{tag} {"name":"Ważne","colour":3}                               | 401   204   204   204   204   403   403   404
            DELETE /api/tags/{tag}                                                           | 401   204   204   204   403   403   403   404
            GET    /api/views                                                                | 401   200   200   200   200   200   200   200
            POST   /api/views {"name":"Płytki","shared":true,"section":"mine","accountId":null,"tagId":null,"unread":true} | 401 201 201 201 201 403 403 201
            POST   /api/views {"name":"Płytki","shared":false,"accountId":"{privateAccount}"} | 401  400   400   400   201   400   400   400
            PATCH  /api/views/{view} {"name":"Kafelki","shared":true}                        | 401   404   404   204   404   404   404   404
            DELETE /api/views/{view}                                                         | 401   404   404   204   404   404   404   404
            GET    /api/conversations/{conversation}/clients                                 | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}/clients                          | 401   404   404   404   200   404   404   404
            GET    /api/contacts/{contact}/owner                                             | 401   200   200   200   404   200   404   404
            GET    /api/contacts/{privateContact}/owner                                      | 401   404   404   404   200   404   404   404
            PUT    /api/contacts/{contact}/owner {"memberId":"{with}"}                       | 401   204   204   204   404   403   404   404
            PUT    /api/contacts/{contact}/owner {"memberId":null}                           | 401   204   204   204   404   403   404   404
            PUT    /api/contacts/{contact}/owner {"memberId":"{guest}"}                      | 401   409   409   409   404   403   404   404
            PUT    /api/contacts/{privateContact}/owner {"memberId":"{without}"}             | 401   404   404   404   204   404   404   404
            """;
}
