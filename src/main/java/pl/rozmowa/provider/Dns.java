package pl.rozmowa.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** MX and SRV records, by the JDK's own resolver. */
@Component
class Dns {

    private final String servers;

    /** Asks the name servers of this machine. */
    @Autowired
    Dns() {
        this("dns:");
    }

    /**
     * @param servers a JNDI URL, such as {@code dns://127.0.0.1:5353}
     */
    Dns(String servers) {
        this.servers = servers;
    }

    /** One SRV record (RFC 2782). */
    record Service(int priority, int weight, int port, String host) {}

    /** The mail exchangers of a domain (RFC 5321 §5.1), the preferred first. */
    List<String> mailExchangers(String domain) throws NamingException {
        record Exchanger(int preference, String host) {}
        List<Exchanger> found = new ArrayList<>();
        for (String record : records(domain, "MX")) {
            String[] fields = record.split(" ", -1);
            if (fields.length == 2) {
                HostName.of(fields[1])
                        .ifPresent(host -> found.add(new Exchanger(number(fields[0]), host)));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Exchanger::preference))
                .map(Exchanger::host)
                .toList();
    }

    /**
     * The preferred server of a service; of several with the same priority the heaviest, so that the same one is shown each time. Empty
     * also where the domain says that it has none (RFC 6186 §3.4: target {@code "."}).
     */
    Optional<Service> service(String name) throws NamingException {
        List<Service> found = new ArrayList<>();
        for (String record : records(name, "SRV")) {
            String[] fields = record.split(" ", -1);
            if (fields.length == 4 && number(fields[2]) > 0) {
                HostName.of(fields[3])
                        .ifPresent(host ->
                                found.add(
                                        new Service(
                                                number(fields[0]),
                                                number(fields[1]),
                                                number(fields[2]),
                                                host)));
            }
        }
        return found.stream()
                .min(
                        Comparator.comparingInt(Service::priority)
                                .thenComparing(Service::weight, Comparator.reverseOrder()));
    }

    /** The DNS context only ever returns text: there is nothing in it that could be deserialised, and the URL is our own. */
    @SuppressWarnings("BanJNDI")
    private List<String> records(String name, String type) throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, servers);
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext context = new InitialDirContext(settings);
        try {
            Attribute attribute = context.getAttributes(name, new String[] {type}).get(type);
            return attribute == null ? List.of() : values(attribute);
        } catch (NameNotFoundException e) {
            return List.of(); // NXDOMAIN is an answer too
        } finally {
            context.close();
        }
    }

    private static List<String> values(Attribute attribute) throws NamingException {
        List<String> values = new ArrayList<>();
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore()) {
            values.add(String.valueOf(all.next()));
        }
        return values;
    }

    private static int number(String field) {
        return field.matches("[0-9]{1,5}") ? Integer.parseInt(field) : 0;
    }
}
