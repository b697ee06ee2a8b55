package pl.rozmowa.team;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import pl.rozmowa.platform.Settings;

/** Fits this room into the web server. */
@Configuration(proxyBeanMethods = false)
class TeamWeb implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentMemberResolver());
    }

    /** The address of a client is that of its socket, unless the socket is that of a reverse proxy which the operator named. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(Settings settings) {
        return server -> {
            if (!settings.trustedProxies().isEmpty()) {
                server.addEngineValves(forwardedBy(settings.trustedProxies()));
            }
        };
    }

    private static RemoteIpValve forwardedBy(List<String> proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(
                proxies.stream()
                        .map(proxy -> InetAddress.ofLiteral(proxy.strip()).getHostAddress())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }
}
