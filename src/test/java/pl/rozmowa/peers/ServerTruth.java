package pl.rozmowa.peers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server holds, as somebody who shares no code with us reads it: every message of some folders with UIDVALIDITY, UID, flags,
 * date and bytes. A message never changes (RFC 9051 §2.3.1.1), so its bytes are read once; flags are read each time.
 */
public final class ServerTruth {

    private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
    private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\+?}\r\n");
    private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
    private static final DateTimeFormatter IMAP_DATE =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-yyyy HH:mm:ss Z")
                    .toFormatter(Locale.ENGLISH);
    private static final int AT_ONCE = 200;

    private final Map<Place, byte[]> sources = new HashMap<>();

    /** A message's place at the server; the folder by its wire name. */
    public record Place(String folder, long uidValidity, long uid) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byFolder = folder.compareTo(other.folder);
            int byValidity =
                    byFolder != 0 ? byFolder : Long.compare(uidValidity, other.uidValidity);
            return byValidity != 0 ? byValidity : Long.compare(uid, other.uid);
        }
    }

    /** @param flags without \Recent, which is about a connection */
    public record Message(Place place, Set<String> flags, Instant internalDate) {}

    /** All messages of these folders; one that doesn't exist is left out. */
    public List<Message> messages(RawImap imap, Collection<String> folders) {
        List<Message> found = new ArrayList<>();
        for (String folder : folders) {
            long validity = examine(imap, folder);
            if (validity > 0) {
                found.addAll(messages(imap, folder, validity));
            }
        }
        return found;
    }

    private static List<Message> messages(RawImap imap, String folder, long validity) {
        List<Message> found = new ArrayList<>();
        if (searched(imap).isEmpty()) {
            return found;
        }
        for (String answer : imap.command("UID FETCH 1:* (UID FLAGS INTERNALDATE)")) {
            Matcher uid = UID.matcher(answer);
            Matcher flags = FLAGS.matcher(answer);
            Matcher date = DATE.matcher(answer);
            if (answer.contains(" FETCH (") && uid.find() && flags.find() && date.find()) {
                found.add(
                        new Message(
                                new Place(folder, validity, Long.parseLong(uid.group(1))),
                                flags(flags.group(1)),
                                OffsetDateTime.parse(date.group(1).strip(), IMAP_DATE)
                                        .toInstant()));
            }
        }
        return found;
    }

    /** The UIDs of the opened folder. */
    static List<Long> searched(RawImap imap) {
        List<Long> uids = new ArrayList<>();
        for (String answer : imap.command("UID SEARCH ALL")) {
            if (answer.startsWith("* SEARCH ")) {
                for (String uid : answer.substring(9).strip().split(" ")) {
                    uids.add(Long.parseLong(uid));
                }
            }
        }
        return uids;
    }

    /** The bytes of these messages. */
    public Map<Place, byte[]> sources(RawImap imap, Collection<Place> places) {
        Map<String, List<Place>> missing = new HashMap<>();
        for (Place place : places) {
            if (!sources.containsKey(place)) {
                missing.computeIfAbsent(place.folder(), _ -> new ArrayList<>()).add(place);
            }
        }
        missing.forEach((folder, some) -> read(imap, folder, some));
        Map<Place, byte[]> wanted = new HashMap<>();
        for (Place place : places) {
            byte[] source = sources.get(place);
            if (source != null) {
                wanted.put(place, source);
            }
        }
        return wanted;
    }

    private void read(RawImap imap, String folder, List<Place> places) {
        long validity = examine(imap, folder);
        for (int from = 0; from < places.size(); from += AT_ONCE) {
            List<String> uids =
                    places.subList(from, Math.min(places.size(), from + AT_ONCE)).stream()
                            .filter(place -> place.uidValidity() == validity)
                            .map(place -> Long.toString(place.uid()))
                            .toList();
            if (uids.isEmpty()) {
                continue;
            }
            for (String answer :
                    imap.command("UID FETCH " + String.join(",", uids) + " (UID BODY.PEEK[])")) {
                Matcher literal = LITERAL.matcher(answer);
                if (answer.contains(" FETCH (") && literal.find()) {
                    int end = literal.end() + Integer.parseInt(literal.group(1));
                    String around = answer.substring(0, literal.start()) + answer.substring(end);
                    Matcher uid = UID.matcher(around);
                    if (uid.find()) {
                        sources.put(
                                new Place(folder, validity, Long.parseLong(uid.group(1))),
                                answer.substring(literal.end(), end)
                                        .getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
    }

    /** The decoded bytes of one part, as the server cuts it (RFC 9051 §6.4.5). */
    public static byte[] part(RawImap imap, Place place, String path) {
        examine(imap, place.folder());
        String mime = section(imap, place.uid(), path + ".MIME");
        if (path.equals("1") && mime.isEmpty()) {
            mime = section(imap, place.uid(), "HEADER");
        }
        String encoded = section(imap, place.uid(), path);
        String lower = mime.toLowerCase(Locale.ROOT);
        if (lower.contains("content-transfer-encoding: base64")) {
            return Base64.getMimeDecoder().decode(encoded);
        }
        if (lower.contains("content-transfer-encoding: quoted-printable")) {
            throw new IllegalStateException("nothing here is written as quoted-printable");
        }
        return encoded.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String section(RawImap imap, long uid, String section) {
        for (String answer : imap.command("UID FETCH " + uid + " (BODY.PEEK[" + section + "])")) {
            Matcher literal = LITERAL.matcher(answer);
            if (literal.find()) {
                return answer.substring(
                        literal.end(), literal.end() + Integer.parseInt(literal.group(1)));
            }
        }
        return "";
    }

    /** @return its UIDVALIDITY; 0 where there is no such folder */
    private static long examine(RawImap imap, String folder) {
        try {
            for (String answer : imap.command("EXAMINE \"" + folder + "\"")) {
                Matcher validity = VALIDITY.matcher(answer);
                if (validity.find()) {
                    return Long.parseLong(validity.group(1));
                }
            }
            throw new IllegalStateException("no UIDVALIDITY of " + folder);
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).contains(" NO ")) {
                return 0;
            }
            throw e;
        }
    }

    private static Set<String> flags(String listed) {
        Set<String> flags = new TreeSet<>();
        for (String flag : listed.strip().split(" ")) {
            if (!flag.isEmpty() && !flag.equalsIgnoreCase("\\Recent")) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
