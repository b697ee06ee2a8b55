package pl.rozmowa.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something the user can act on. The web app translates {@link #code} ({@code errors.<code>}) and fills {@link #args} in; no sentence
 * for people is ever made in Java.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final int status;
    private final transient Map<String, Object> args;

    /**
     * @param code the key of the translation, snake_case
     * @param status the HTTP status
     * @param args plain values (text, numbers) for the translation; never secrets, never a server's own words
     */
    public Problem(String code, int status, Map<String, Object> args) {
        super(code);
        this.code = code;
        this.status = status;
        this.args = Map.copyOf(args);
    }

    public Problem(String code, int status) {
        this(code, status, Map.of());
    }

    /** 404: also for what exists but may not be seen by the one who asks. */
    public static Problem notFound() {
        return new Problem("not_found", 404);
    }

    /** 403: the thing may be seen, but this may not be done to it. */
    public static Problem forbidden() {
        return new Problem("forbidden", 403);
    }

    /** 400 with the name of the field whose value cannot be taken. */
    public static Problem invalid(String field) {
        return new Problem("invalid_input", 400, Map.of("field", field));
    }

    /** The same problem with one more argument. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(args);
        more.put(name, value);
        Problem problem = new Problem(code, status, more);
        if (getCause() != null) {
            problem.initCause(getCause());
        }
        return problem;
    }

    /** The same problem, remembering for the log what led to it. */
    public Problem because(Throwable cause) {
        Problem problem = new Problem(code, status, args);
        problem.initCause(cause);
        return problem;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Map<String, Object> args() {
        return args;
    }
}
