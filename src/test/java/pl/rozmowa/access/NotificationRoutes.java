package pl.rozmowa.access;

/** Routes of the room `notification`. */
final class NotificationRoutes {

    private NotificationRoutes() {}

    static final String TABLE =
            """
            # route and body                                        | anon owner admin with wout guest+ guest other
            GET    /api/notifications                                                        | 401   200   200   200   200   200   200   200
            GET    /api/notifications?kind=reply_in_mine&unread=true                         | 401   200   200   200   200   200   200   200
            GET    /api/notifications?kind=everything                                        | 401   400   400   400   400   400   400   400
            GET    /api/notifications/counts                                                 | 401   200   200   200   200   200   200   200
            PUT    /api/notifications/{notification}/read {"read":true}                      | 401   404   404   204   404   404   404   404
            PUT    /api/notifications/{privateNotification}/read {"read":true}               | 401   404   404   404   204   404   404   404
            PUT    /api/notifications/{notification}/read {"read":null}                      | 401   400   400   400   400   400   400   400
            PUT    /api/notifications/read {"conversationId":null}                           | 401   204   204   204   204   204   204   204
            PUT    /api/notifications/read {"conversationId":"{privateConversation}"}        | 401   204   204   204   204   204   204   204
            GET    /api/notifications/settings                                               | 401   200   200   200   200   200   200   200
            PUT    /api/notifications/settings {"kinds":[{"kind":"assigned","inApp":true,"push":false,"email":false}],"quietFrom":"20:00","quietUntil":"07:00","quietWeekends":true,"pushSubject":false,"digest":"daily","digestHour":8} | 401 204 204 204 204 204 204 204
            PUT    /api/notifications/settings {"kinds":[],"quietFrom":"20:00","quietUntil":null,"digest":"off","digestHour":8} | 401 400 400 400 400 400 400 400
            GET    /api/notifications/mailbox                                                | 401   200   200   403   403   403   403   200
            PUT    /api/notifications/mailbox {"accountId":"{account}"}                      | 401   204   204   403   403   403   403   404
            PUT    /api/notifications/mailbox {"accountId":"{privateAccount}"}               | 401   404   404   403   403   403   403   404
            GET    /api/notifications/push                                                   | 401   200   200   200   200   200   200   200
            POST   /api/notifications/push {"endpoint":"https://push.example/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}} | 401 201 201 201 201 201 201 201
            POST   /api/notifications/push {"endpoint":"http://push.example/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}} | 401 400 400 400 400 400 400 400
            DELETE /api/notifications/push/{subscription}                                    | 401   404   404   204   404   404   404   404
            """;
}
