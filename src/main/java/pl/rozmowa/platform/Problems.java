package pl.rozmowa.platform;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import tools.jackson.core.JacksonException;

/** Turns whatever was thrown into the problem that the user is told about. */
final class Problems {

    private Problems() {}

    static Problem of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Problem problem = one(cause);
            if (problem != null) {
                return problem;
            }
        }
        return new Problem("internal", 500);
    }

    private static @Nullable Problem one(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentTypeMismatchException e -> mismatch(e);
            case TypeMismatchException e ->
                    Problem.invalid(e.getPropertyName() == null ? "input" : e.getPropertyName());
            case MissingServletRequestParameterException e -> Problem.invalid(e.getParameterName());
            case MethodArgumentNotValidException e -> Problem.invalid(firstField(e));
            case MaxUploadSizeExceededException e -> new Problem("too_large", 413);
            case SQLException e -> ofDatabase(e);
            case DataAccessResourceFailureException e ->
                    e.getCause() == null ? databaseAway() : nested(e.getCause());
            case CannotCreateTransactionException e ->
                    e.getCause() == null ? databaseAway() : nested(e.getCause());
            case ErrorResponse e -> ofStatus(e.getStatusCode().value());
            default -> null;
        };
    }

    private static Problem databaseAway() {
        return new Problem("database_away", 503);
    }

    private static Problem nested(Throwable cause) {
        Problem problem = of(cause);
        return problem.status() == 500 ? databaseAway() : problem;
    }

    /** By SQLSTATE (PostgreSQL, appendix A). */
    private static @Nullable Problem ofDatabase(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return e instanceof java.sql.SQLTransientException ? databaseAway() : null;
        }
        return switch (state) {
            case "22021", "22P05" ->
                    Problem.invalid("text"); // a NUL or another character that no text may hold
            case "53100" -> new Problem("disk_full", 507);
            case "57P01", "57P02", "57P03", "53300" -> databaseAway();
            case "40001", "40P01", "55P03", "57014" -> new Problem("busy", 503);
            default -> state.startsWith("08") ? databaseAway() : null;
        };
    }

    /** JSON that is none, or has a list where a text belongs; Jackson knows at which field, unless reading itself was refused. */
    private static Problem unreadable(HttpMessageNotReadableException e) {
        Problem unreadable = Problem.invalid("body");
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem refused) {
                return refused;
            }
            if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
                unreadable = Problem.invalid(field(json.getPath()));
            }
        }
        return unreadable;
    }

    private static String field(List<JacksonException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }

    /** An id in the path that is no id names nothing; anywhere else it is a wrong value. */
    private static Problem mismatch(MethodArgumentTypeMismatchException e) {
        boolean inPath =
                e.getParameter()
                        .hasParameterAnnotation(
                                org.springframework.web.bind.annotation.PathVariable.class);
        return inPath ? Problem.notFound() : Problem.invalid(e.getName());
    }

    private static String firstField(MethodArgumentNotValidException e) {
        var error = e.getBindingResult().getFieldError();
        return error == null ? "body" : error.getField();
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 400, 406, 415 -> new Problem("invalid_input", status, Map.of());
            case 401 -> new Problem("signed_out", 401);
            case 403 -> Problem.forbidden();
            case 404 -> Problem.notFound();
            case 405 -> new Problem("method_not_allowed", 405);
            case 413 -> new Problem("too_large", 413);
            case 429 -> new Problem("slow_down", 429);
            case 503 -> new Problem("busy", 503);
            default -> new Problem("internal", status >= 400 ? status : 500);
        };
    }
}
