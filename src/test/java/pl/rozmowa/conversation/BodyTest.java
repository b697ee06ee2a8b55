package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.rozmowa.mail.AttachmentPart;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

class BodyTest extends DeskTest {

    private static final Pattern IMAGE = Pattern.compile("src=\"(/api/images[^\"]+)\"");

    @Test
    void a_body_comes_with_the_rules_that_hold_it_in() {
        Browser hanna = hanna();
        Browser.Answer body =
                hanna.get(
                        "/api/emails/"
                                + html("<p onclick=x()>Dzień dobry<script>canary()</script>")
                                + "/body");
        assertThat(body.headers().allValues("Content-Security-Policy"))
                .containsExactly(
                        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:;"
                                + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
        assertThat(body.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(body.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(body.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(body.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(body.text())
                .contains("Dzień dobry")
                .doesNotContain("canary")
                .doesNotContain("onclick");
    }

    @Test
    void plain_text_is_shown_as_text_with_its_history_folded_and_links_to_follow() {
        String text = "Zgoda <script>canary()</script> https://studiolaka.example/a?b=\"x&c. ok";
        desk.arrive(letter("a").text(text));
        String body = hanna().get("/api/emails/" + email("a") + "/body").text();
        assertThat(body)
                .contains("&lt;script&gt;canary()&lt;/script&gt;")
                .contains("href=\"https://studiolaka.example/a");
        assertThat(BodyPage.plain("Zgoda.\n\n> A może", 7, false, false))
                .contains("<details class=\"quoted\">")
                .contains("A może");
    }

    @Test
    void a_reader_who_folds_the_history_himself_gets_it_laid_open() {
        desk.arrive(letter("a").text("Zgoda.\n\n> A może"));
        String path = "/api/emails/" + email("a") + "/body";
        assertThat(hanna().get(path).text()).doesNotContain("details-content");
        assertThat(hanna().get(path + "?quoted=shown").text())
                .contains("details.quoted::details-content");
    }

    @Test
    void dark_darkens_letters_and_leaves_newsletters_their_paper() {
        assertThat(BodyPage.html("<p style=\"color:#000\">a</p>", true, false))
                .contains("color-scheme:dark");
        assertThat(
                        BodyPage.html(
                                "<table bgcolor=\"#fff\"><tr><td>a</td></tr></table>", true, false))
                .doesNotContain("color-scheme:dark");
        assertThat(BodyPage.plain("a", 1, true, true)).contains("color-scheme:dark");
    }

    @Test
    void remote_images_are_asked_for_only_once_allowed_and_then_through_the_proxy() {
        String id = html("<p>a<img src=\"https://tracker.example/p.gif\"></p>");
        Browser hanna = hanna();
        assertThat(hanna.get("/api/emails/" + id + "/body").text()).doesNotContain(" src=");
        assertThat(opened(hanna).path("remoteImages").asBoolean()).isTrue();
        assertThat(
                        Parser.unescapeEntities(
                                hanna.get("/api/emails/" + id + "/body?images=once").text(), true))
                .contains("/api/images?u=https%3A%2F%2Ftracker.example")
                .doesNotContain("src=\"https:");
        hanna.put(
                "/api/image-permissions",
                Map.of("email", "ZANETA@studiolaka.example", "allowed", true));
        assertThat(Parser.unescapeEntities(hanna.get("/api/emails/" + id + "/body").text(), true))
                .contains("/api/images?u=");
        assertThat(opened(hanna).path("remoteImages").asBoolean()).isFalse();
        hanna.put(
                "/api/image-permissions",
                Map.of("email", "zaneta@studiolaka.example", "allowed", false));
        assertThat(hanna.get("/api/emails/" + id + "/body").text()).doesNotContain("/api/images");
    }

    @Test
    void the_proxy_reaches_nothing_on_our_own_network_and_says_no_more_than_that() {
        String id = html("<img src=\"http://10.1.2.3/a.png\"><img src=\"http://10.1.2.3:22/\">");
        Matcher link = IMAGE.matcher(hanna().get("/api/emails/" + id + "/body?images=once").text());
        assertThat(link.find()).isTrue();
        assertThat(browser().get(Parser.unescapeEntities(link.group(1), true)).code())
                .isEqualTo("image_unreachable");
    }

    @Test
    void
            an_image_of_the_mail_itself_is_drawn_anew_for_whoever_holds_a_link_of_ours_and_may_still_see_it()
                    throws IOException {
        byte[] png = png();
        UUID borys = desk.member("Borys Klon", "guest");
        String id = arriveWithImage(png);
        desk.grant(desk.conversationOf("a"), borys, "read");
        String body = desk.signedIn(borys, browser()).get("/api/emails/" + id + "/body").text();
        Matcher link = IMAGE.matcher(body);
        assertThat(link.find()).isTrue();
        String path = Parser.unescapeEntities(link.group(1), true);
        Browser.Answer image = browser().get(path);
        assertThat(image.status()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(new String(image.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("<script>");
        assertThat(browser().get(path.replace("s=", "s=x")).status()).isEqualTo(404);
        assertThat(browser().get("/api/images").status()).isEqualTo(404);
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(browser().get(path).status()).isEqualTo(404);
    }

    @Test
    void an_attachment_is_saved_under_its_name_and_never_shown() throws IOException {
        arriveWithImage(png());
        Browser hanna = hanna();
        String id = opened(hanna).path("attachments").path(0).path("id").asString();
        Browser.Answer file = hanna.get("/api/attachments/" + id);
        assertThat(file.bytes()).isEqualTo(png());
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue(
                        "attachment; filename=\"_o__.png\"; filename*=UTF-8''%C5%BC%C3%B3%C5%82%C4%87.png"
                                .replace("_o__", "____"));
        assertThat(file.headers().firstValue("Content-Security-Policy"))
                .hasValue("sandbox; default-src 'none'; frame-ancestors 'none'");
        assertThat(
                        hanna.get("/api/attachments/" + id + "/inline")
                                .headers()
                                .firstValue("Content-Type"))
                .hasValue("image/png");
        assertThat(hanna.get("/api/emails/" + email("a") + "/source").text())
                .startsWith("Subject: a");
        assertThat(browser().get("/api/attachments/" + id).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd,_etc_passwd",
        "'a\r\nSet-Cookie: x',aSet-Cookie_ x",
        "'\u202Egpj.exe',gpj.exe",
        "'',file",
        "'a\"b',a\"b",
        ".htaccess,htaccess"
    })
    void file_names_lose_what_could_mislead(String given, String kept) {
        String said = Download.disposition(given);
        assertThat(said).doesNotContain("\r").doesNotContain("\n").doesNotContain("\u202e");
        assertThat(java.net.URLDecoder.decode(said.replaceAll(".*''", ""), StandardCharsets.UTF_8))
                .endsWith(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html",
        "image/svg+xml",
        "application/pdf",
        "TEXT/HTML",
        "'text/html\r\nX: y'",
        "''"
    })
    void what_a_browser_might_run_is_named_plain_bytes(String mediaType) {
        assertThat(Download.of(new byte[0], "a", mediaType).getHeaders().getFirst("Content-Type"))
                .isEqualTo("application/octet-stream");
    }

    @Test
    void only_raster_images_are_drawn() throws IOException {
        assertThat(Raster.redraw("<svg onload=\"canary()\"/>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Raster.redraw("GIF89a".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Raster.redraw(new byte[0])).isEmpty();
        assertThat(Raster.redraw(png())).isPresent();
        byte[] bomb = png();
        bomb[16] = 0x7f;
        assertThat(Raster.redraw(bomb)).isEmpty();
    }

    private Browser hanna() {
        return desk.signedIn(desk.hanna, browser());
    }

    private JsonNode opened(Browser browser) {
        return browser.get("/api/conversations/" + desk.conversationOf("a"))
                .json()
                .path("emails")
                .path(0);
    }

    private String html(String html) {
        byte[] source =
                ("Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                                + html)
                        .getBytes(StandardCharsets.UTF_8);
        desk.arrive(letter("a").html(html).source(source, true));
        return email("a");
    }

    private String arriveWithImage(byte[] png) {
        String source =
                """
                Subject: a
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=x

                --x
                Content-Type: text/html; charset=utf-8

                <p>Próbka: <img src="cid:kafel@test"></p>
                --x
                Content-Type: image/png; name="kafel.png"
                Content-Transfer-Encoding: base64
                Content-ID: <kafel@test>
                Content-Disposition: inline; filename="kafel.png"

                %s
                --x--
                """
                        .formatted(Base64.getMimeEncoder().encodeToString(png))
                        .replace("\n", "\r\n")
                        .replace("\r\r", "\r");
        desk.arrive(
                letter("a")
                        .html("<p>")
                        .source(source.getBytes(StandardCharsets.UTF_8), true)
                        .attaching(
                                new AttachmentPart(
                                        "2",
                                        "żółć.png",
                                        "image/png",
                                        png.length,
                                        "kafel@test",
                                        true,
                                        null)));
        return email("a");
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB), "png", out);
        out.writeBytes("<script>canary()</script>".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private String email(String id) {
        return jdbc.sql("select id from email where project_id = ? and message_id = ?")
                .params(desk.project, id + "@test")
                .query(UUID.class)
                .single()
                .toString();
    }
}
