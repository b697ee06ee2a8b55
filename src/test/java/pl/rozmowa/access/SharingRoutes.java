package pl.rozmowa.access;

/** Routes of the room `sharing`. */
final class SharingRoutes {

    private SharingRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/conversations/{conversation}/access                          | 401   200   200   200   404   200   404   404
            GET    /api/conversations/{privateConversation}/access                   | 401   404   404   404   200   404   404   404
            POST   /api/conversations/{conversation}/access {"memberIds":["{without}"],"level":"read","note":"x","mail":false} | 401 200 200 200 404 403 404 404
            POST   /api/conversations/{conversation}/access {"memberIds":["{without}"],"level":"reply","note":"x","mail":true} | 401 409 409 409 404 403 404 404
            POST   /api/conversations/{conversation}/access {"memberIds":["{otherOwner}"],"level":"read"} | 401 400 400 400 404 403 404 404
            POST   /api/conversations/{conversation}/access {"memberIds":["{without}"],"level":"manage"} | 401 400 400 400 400 400 400 400
            POST   /api/conversations/{privateConversation}/access {"memberIds":["{with}"],"level":"reply","note":"x","mail":false} | 401 404 404 404 200 404 404 404
            PATCH  /api/conversations/{conversation}/access/{guestGranted} {"level":"reply"} | 401 204 204 204 404 403 404 404
            PATCH  /api/conversations/{conversation}/access/{with} {"level":"read"}  | 401   404   404   404   404   403   404   404
            DELETE /api/conversations/{conversation}/access/{guestGranted}           | 401   204   204   204   404   204   404   404
            DELETE /api/conversations/{conversation}/access/{with}                   | 401   404   404   404   404   403   404   404
            POST   /api/conversations/{conversation}/access/guests {"email":"nowa@studiolaka.example","level":"read","note":"x","mail":false} | 401 200 200 403 404 403 404 404
            POST   /api/conversations/{privateConversation}/access/guests {"email":"nowa@studiolaka.example","level":"read","mail":false} | 401 404 404 404 403 404 404 404
            DELETE /api/conversations/{conversation}/access/guests/{promise}         | 401   204   204   204   404   403   404   404
            DELETE /api/conversations/{conversation}/access/guests/{invitation}      | 401   404   404   404   404   403   404   404
            POST   /api/conversations/{conversation}/access/requests {"note":"x"}    | 401   202   202   202   202   202   202   202
            POST   /api/conversations/{privateConversation}/access/requests {"note":"x"} | 401 202 202 202 202 202 202 202
            GET    /api/access-requests                                              | 401   200   200   200   200   200   200   200
            POST   /api/access-requests/{request}/grant {"level":"read"}             | 401   204   204   204   404   404   404   404
            POST   /api/access-requests/{request}/decline                            | 401   204   204   204   404   404   404   404
            """;
}
