package pl.rozmowa.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: sets the headers of every answer, limits what a request may carry, and answers what the filters inside (session,
 * security) throw, for instance while the database is away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EdgeFilter extends OncePerRequestFilter {

    private final ProblemWriter writer;
    private final ResponseHeaders headers;

    EdgeFilter(ProblemWriter writer, Settings settings) {
        this.writer = writer;
        this.headers = new ResponseHeaders("https".equals(settings.publicUrl().getScheme()));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        headers.set(request, response);
        try {
            chain.doFilter(BoundedRequest.of(request), response);
        } catch (ServletException | RuntimeException e) {
            writer.write(response, Problems.of(e), e);
        }
    }
}
