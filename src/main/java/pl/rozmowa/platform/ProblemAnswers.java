package pl.rozmowa.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Every failure that a controller or the container lets out becomes one JSON answer. */
@RestController
@RestControllerAdvice
class ProblemAnswers implements ErrorController {

    private final ProblemWriter writer;

    ProblemAnswers(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler(Exception.class)
    void answer(Exception e, HttpServletResponse response) throws IOException {
        writer.write(response, Problems.of(e), e);
    }

    /** Sign-in and rights are answered by the security chain, which knows whether anybody is signed in. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void pass(RuntimeException e) {
        throw e;
    }

    /** The browser went away in the middle of an answer; there is nobody left to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    /** Where the container sends a bare status (a path that does not exist, a request it refuses). */
    @RequestMapping("/error")
    void status(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute("jakarta.servlet.error.status_code");
        writer.write(response, Problems.ofStatus(status instanceof Integer code ? code : 404));
    }
}
