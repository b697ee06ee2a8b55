package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import pl.rozmowa.platform.AppTest;

/** Reached over HTTPS through a reverse proxy that the operator named. */
@TestPropertySource(
        properties = {
            "rozmowa.trusted-proxies=127.0.0.31",
            "rozmowa.public-url=https://rozmowa.debowa.test"
        })
class BehindProxyTest extends AppTest {

    @Autowired private FoundProject found;

    @Test
    void the_named_proxy_is_believed_and_nobody_else() throws Exception {
        Member lidia = Team.found(found).member();
        login("127.0.0.31", lidia);
        login("127.0.0.32", lidia);
        assertThat(addressesOf(lidia)).containsExactlyInAnyOrder("198.51.100.9", "127.0.0.32");
    }

    @Test
    void over_https_the_browser_guards_the_session_cookie() throws Exception {
        List<String> cookies =
                login("127.0.0.31", Team.found(found).member()).headers().allValues("Set-Cookie");
        assertThat(cookies)
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("__Host-rozmowa=")
                                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                                .doesNotContain("Domain"));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("Secure"));
    }

    private HttpResponse<Void> login(String from, Member member)
            throws IOException, InterruptedException {
        String body =
                "{\"email\":\"" + member.email() + "\",\"password\":\"" + Team.PASSWORD + "\"}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/login"))
                        .header("Cookie", "XSRF-TOKEN=t")
                        .header("X-XSRF-TOKEN", "t")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "203.0.113.66, 198.51.100.9")
                        .header("X-Forwarded-Proto", "https")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
            HttpResponse<Void> response =
                    client.send(request, HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(200);
            return response;
        }
    }

    private List<String> addressesOf(Member member) {
        return jdbc.sql(
                        """
                        select convert_from(a.attribute_bytes, 'UTF8')
                        from spring_session s
                        join spring_session_attributes a on a.session_primary_id = s.primary_id
                        where s.principal_name = :person
                          and a.attribute_name = 'address'
                        """)
                .param("person", member.personId().toString())
                .query(String.class)
                .list();
    }
}
