package pl.rozmowa.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/live}: the stream of live updates of one page. Blocks its virtual thread for as long as the page is open. */
@RestController
class LiveApi {

    private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);

    private final LiveStreams streams;
    private final ObjectProvider<LiveLogin> login;
    private final LiveEvents format;

    LiveApi(LiveStreams streams, ObjectProvider<LiveLogin> login, JsonMapper json) {
        this.streams = streams;
        this.login = login;
        this.format = new LiveEvents(json);
    }

    @GetMapping("/api/live")
    void live(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId)
            throws IOException {
        if (!isFromOurPage(request)) {
            throw Problem.forbidden();
        }
        LiveRecipient recipient = login.getObject().recipient(request);
        LiveStream stream = streams.open(recipient, lastEventId);
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events back
            LiveStream.Wire wire = LiveStream.Wire.to(response.getOutputStream());
            stream.writeTo(wire, format, streams::maySee);
        } catch (IOException e) {
            LOG.debug("a page went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.closed(stream);
        }
    }

    /** A foreign page may send our cookie along but not hide where it comes from. */
    private static boolean isFromOurPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || origin.replaceFirst("^https?://", "")
                        .equals(request.getHeader(HttpHeaders.HOST));
    }
}
