package pl.rozmowa.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says a problem as JSON: {@code {"code", "args", "support"}}. The support code is random and stands in the log beside what happened, so
 * that the user can quote it and the operator can find it; the answer itself tells nothing of the inside.
 */
@Component
public class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Writes the problem unless the answer has already begun, in which case it can only break off. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem, problem);
    }

    void write(HttpServletResponse response, Problem problem, Throwable thrown) throws IOException {
        String support = note(problem, thrown);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        byte[] body =
                json.writeValueAsBytes(
                        Map.of("code", problem.code(), "args", problem.args(), "support", support));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** What the user may mend himself is worth a line only when one looks for it. */
    private String note(Problem problem, Throwable thrown) {
        String support = supportCode();
        if (problem.code().equals("internal")) {
            LOG.error("{} internal: {}", support, withoutWords(thrown));
        } else if (problem.status() >= 500) {
            LOG.warn("{} {}: {}", support, problem.code(), thrown.getClass().getSimpleName());
        } else {
            LOG.debug("{} {}", support, problem.code());
        }
        return support;
    }

    /** The stack without the messages of its exceptions: those may quote addresses, subjects or a server's words. */
    private static String withoutWords(Throwable thrown) {
        StringJoiner lines = new StringJoiner("\n");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                lines.add("    at " + frame);
            }
        }
        return lines.toString();
    }

    private String supportCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
