package pl.rozmowa.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Endpoint;

/** The settings file that a domain publishes about itself (draft-ietf-mailmaint-autoconfig), over HTTPS alone. */
final class Autoconfig {

    private static final Duration PATIENCE = Duration.ofMillis(3500);

    private final HttpsDocument https;

    Autoconfig(HttpsDocument https) {
        this.https = https;
    }

    /** What the domain says; {@code oauthOnly} where it takes no password. */
    record Settings(FoundServer imap, @Nullable FoundServer smtp, boolean oauthOnly) {}

    /** Both places are asked at once; the first one counts if it answers. The address itself is not told to anybody. */
    Optional<Settings> find(String address, String domain) {
        List<Callable<Optional<Settings>>> places = new ArrayList<>();
        places.add(() -> read("https://autoconfig." + domain + "/mail/config-v1.1.xml", address));
        places.add(() ->
                read(
                        "https://" + domain + "/.well-known/autoconfig/mail/config-v1.1.xml",
                        address));
        return Patience.firstOf(PATIENCE, places);
    }

    private Optional<Settings> read(String place, String address) throws IOException {
        return parse(https.read(URI.create(place), PATIENCE), address);
    }

    /** Takes the first server of each kind that is protected; unprotected ones do not exist for us. */
    static Optional<Settings> parse(byte[] xml, String address) throws IOException {
        Document document = document(xml);
        Optional<Element> incoming = server(document, "incomingServer", "imap");
        Optional<Element> outgoing = server(document, "outgoingServer", "smtp");
        return incoming.flatMap(in -> found(in, address))
                .map(imap ->
                        new Settings(
                                imap,
                                outgoing.flatMap(out -> found(out, address)).orElse(null),
                                incoming.filter(Autoconfig::oauthOnly).isPresent()));
    }

    private static Document document(byte[] xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(
                    new DefaultHandler()); // it would print on the console otherwise
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXException e) {
            throw new IOException("not a settings file", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks its safety features", e);
        }
    }

    private static Optional<Element> server(Document document, String tag, String type) {
        NodeList all = document.getElementsByTagName(tag);
        Element starttls = null;
        for (int i = 0; i < all.getLength(); i++) {
            Element server = (Element) all.item(i);
            if (server.getAttribute("type").equalsIgnoreCase(type)) {
                Optional<Endpoint.Security> security = security(server);
                if (security.filter(s -> s == Endpoint.Security.TLS).isPresent()) {
                    return Optional.of(server);
                }
                starttls = starttls == null && security.isPresent() ? server : starttls;
            }
        }
        return Optional.ofNullable(starttls);
    }

    private static Optional<FoundServer> found(Element server, String address) {
        String local = LoginForm.LOCAL_PART.of(address);
        String domain = EmailAddress.of(address).domain();
        Optional<String> host =
                HostName.of(text(server, "hostname").replace("%EMAILDOMAIN%", domain));
        String port = text(server, "port");
        Optional<Endpoint.Security> security = security(server);
        if (host.isEmpty()
                || security.isEmpty()
                || !port.matches("[1-9][0-9]{0,4}")
                || Integer.parseInt(port) > 65535) {
            return Optional.empty();
        }
        String login =
                text(server, "username")
                        .replace("%EMAILADDRESS%", address)
                        .replace("%EMAILLOCALPART%", local)
                        .replace("%EMAILDOMAIN%", domain);
        boolean usable = !login.isEmpty() && login.length() <= 320 && !login.contains("%");
        return Optional.of(
                new FoundServer(
                        new Endpoint(host.get(), Integer.parseInt(port), security.get()),
                        usable ? login : address));
    }

    private static Optional<Endpoint.Security> security(Element server) {
        return switch (text(server, "socketType").toUpperCase(Locale.ROOT)) {
            case "SSL", "TLS" -> Optional.of(Endpoint.Security.TLS);
            case "STARTTLS" -> Optional.of(Endpoint.Security.STARTTLS);
            default -> Optional.empty();
        };
    }

    private static boolean oauthOnly(Element server) {
        NodeList ways = server.getElementsByTagName("authentication");
        for (int i = 0; i < ways.getLength(); i++) {
            if (!ways.item(i).getTextContent().strip().equalsIgnoreCase("OAuth2")) {
                return false;
            }
        }
        return ways.getLength() > 0;
    }

    private static String text(Element parent, String tag) {
        NodeList all = parent.getElementsByTagName(tag);
        return all.getLength() == 0 ? "" : all.item(0).getTextContent().strip();
    }
}
