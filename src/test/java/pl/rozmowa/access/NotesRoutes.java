package pl.rozmowa.access;

/** Routes of the room `teamwork`: what the team says among itself, and who looks at what. */
final class NotesRoutes {

    private NotesRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/conversations/{conversation}/notes                                   | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}/notes                            | 401   404   404   404   200   404   404   404
            POST   /api/conversations/{conversation}/notes {"key":"k","html":"<p>Tak</p>"}   | 401   201   201   201   404   201   404   404
            POST   /api/conversations/{privateConversation}/notes {"key":"k","html":"x"}     | 401   404   404   404   201   404   404   404
            POST   /api/conversations/{conversation}/notes {"key":"k","html":"<p> </p>"}     | 401   400   400   400   404   400   404   404
            POST   /api/conversations/{conversation}/notes {"key":"k","html":"<span data-mention='{otherOwner}'>@x</span>"} | 401 409 409 409 404 409 404 404
            POST   /api/conversations/{conversation}/notes {"key":"k","html":"<span data-mention='{without}'>@x</span>"} | 401 201 201 201 404 403 404 404
            POST   /api/conversations/{conversation}/notes {"key":"k","html":"<span data-mention='{guest}'>@x</span>"} | 401 403 403 403 404 403 404 404
            PATCH  /api/conversations/{conversation}/notes/{note} {"html":"inaczej","version":1} | 401 403 403 200 404 404 404 404
            PATCH  /api/conversations/{conversation}/notes/{note} {"html":"inaczej","version":7} | 401 403 403 409 404 404 404 404
            PATCH  /api/conversations/{privateConversation}/notes/{note} {"html":"inaczej","version":1} | 401 404 404 404 404 404 404 404
            DELETE /api/conversations/{conversation}/notes/{note}                            | 401   204   204   204   404   404   404   404
            DELETE /api/conversations/{conversation}/notes/{guestNote}                       | 401   204   204   204   404   403   404   404
            GET    /api/conversations/{conversation}/notes/{note}/versions                   | 401   200   200   200   404   404   404   404
            GET    /api/conversations/{conversation}/notes/{guestNote}/versions              | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{conversation}/notes/{removedNote}/versions            | 401   200   200   403   404   404   404   404
            GET    /api/conversations/{conversation}/mentionable                             | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}/mentionable                      | 401   404   404   404   200   404   404   404
            GET    /api/presence                                                             | 401   200   200   200   200   200   200   200
            PUT    /api/conversations/{conversation}/presence {"state":"looking","page":"{page}"} | 401 204 204 204 404 204 404 404
            PUT    /api/conversations/{privateConversation}/presence {"state":"gone","page":"{page}"} | 401 404 404 404 204 404 404 404
            PUT    /api/conversations/{conversation}/presence {"state":"asleep","page":"{page}"} | 401 400 400 400 400 400 400 400
            """;
}
