package pl.rozmowa.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** How an event looks on the way to the page (WHATWG HTML, server-sent events): an id, and JSON with ids and a type. */
final class LiveEvents {

    private final JsonMapper json;

    LiveEvents(JsonMapper json) {
        this.json = json;
    }

    String event(String id, LiveEvent event) {
        Map<String, Object> body = new LinkedHashMap<>(event.data());
        body.put("type", event.type());
        if (event.accountId() != null) {
            body.put("accountId", event.accountId());
        }
        if (event.conversationId() != null) {
            body.put("conversationId", event.conversationId());
        }
        return "id: " + id + "\ndata: " + json.writeValueAsString(body) + "\n\n";
    }

    static String resync(String id) {
        return "id: " + id + "\ndata: {\"type\":\"resync\"}\n\n";
    }

    /** Sets the browser's last id without an event, so that even a page that has heard nothing can say where it stopped. */
    static String position(String id) {
        return "retry: 2000\nid: " + id + "\n\n";
    }
}
