package pl.rozmowa.team;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.platform.ProblemWriter;
import pl.rozmowa.platform.Settings;

/** Who may knock at which door at all. What lies behind a door is guarded again, in the SQL of each room. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http,
            BrowserSessions sessions,
            CsrfTokenRepository csrfTokens,
            ProblemWriter problems) {
        return http.securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens))
                .authorizeHttpRequests(rules ->
                        rules.dispatcherTypeMatchers(
                                        DispatcherType.ERROR,
                                        DispatcherType.ASYNC,
                                        DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/api/session")
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.POST,
                                        "/api/setup",
                                        "/api/login",
                                        "/api/invitations/look",
                                        "/api/invitations/accept")
                                .permitAll()
                                // Asked for from a body's frame, which sends no cookie: its links
                                // are signed.
                                .requestMatchers(HttpMethod.GET, "/api/images")
                                .permitAll()
                                // Has a token of its own, and without one it isn't there.
                                .requestMatchers(HttpMethod.GET, "/api/metrics")
                                .permitAll()
                                .requestMatchers("/api", "/api/**")
                                .authenticated()
                                // Only on a port of its own on the loopback address, and only when
                                // the operator opens one.
                                .requestMatchers(HttpMethod.GET, "/actuator/health")
                                .permitAll()
                                .requestMatchers("/actuator", "/actuator/**")
                                .denyAll()
                                // The web app itself: the same files for everybody.
                                .requestMatchers(HttpMethod.GET, "/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, "/**")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((request, response, failure) ->
                                        problems.write(response, CurrentMemberResolver.signedOut()))
                                .accessDeniedHandler((request, response, failure) ->
                                        problems.write(response, refusal(failure))))
                // The outermost filter sets them, also on what never comes as far as here.
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .rememberMe(AbstractHttpConfigurer::disable)
                .build();
    }

    private static Problem refusal(Exception failure) {
        return failure instanceof CsrfException
                ? new Problem("csrf_missing", 403).because(failure)
                : Problem.forbidden().because(failure);
    }

    @Bean
    CsrfTokenRepository csrfTokens(Settings settings) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(
                cookie -> cookie.secure(isHttps(settings)).sameSite("Lax").path("/"));
        return tokens;
    }

    /** Signing in is {@link LoginApi}'s; without this bean Boot would make up a user of its own. */
    @Bean
    AuthenticationManager noOtherWayIn() {
        return attempt -> {
            throw new ProviderNotFoundException("sign in at /api/login");
        };
    }

    static boolean isHttps(Settings settings) {
        return "https".equalsIgnoreCase(settings.publicUrl().getScheme());
    }
}
