package pl.rozmowa.demo;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the mail of the demo's server from one run to the next, a file a message: {@code NUMBER-MILLISECONDS-FLAGS.eml}. The server gives
 * its folders another UIDVALIDITY at each start, which the engine must be able to live with anyway.
 */
final class MailOnDisk {

    private final Path root;
    private final Map<String, MailFolder> folders;
    private final Map<MailFolder, Map<Long, Path>> kept = new HashMap<>();
    private long next = 1;

    MailOnDisk(Path root, Map<String, MailFolder> folders) {
        this.root = root;
        this.folders = folders;
        folders.values().forEach(folder -> kept.put(folder, new HashMap<>()));
    }

    /** Forgets whatever a first start that was cut short has left. */
    synchronized void clear() throws IOException {
        for (String name : folders.keySet()) {
            for (Path file : files(directory(name))) {
                Files.delete(file);
            }
        }
    }

    synchronized void load() throws IOException {
        for (Map.Entry<String, MailFolder> folder : folders.entrySet()) {
            for (Path file : files(directory(folder.getKey()))) {
                String[] name = file.getFileName().toString().replace(".eml", "").split("-", -1);
                long uid =
                        folder.getValue()
                                .appendMessage(
                                        MailServer.parsed(Files.readAllBytes(file)),
                                        flags(name[2]),
                                        new Date(Long.parseLong(name[1])));
                kept(folder.getValue()).put(uid, file);
                next = Math.max(next, Long.parseLong(name[0]) + 1);
            }
        }
    }

    synchronized void save() throws IOException {
        for (Map.Entry<String, MailFolder> folder : folders.entrySet()) {
            save(directory(folder.getKey()), folder.getValue());
        }
    }

    private void save(Path directory, MailFolder folder) throws IOException {
        Map<Long, Path> files = kept(folder);
        Set<Long> gone = new HashSet<>(files.keySet());
        for (StoredMessage message : folder.getMessages()) {
            gone.remove(message.getUid());
            Path file = files.get(message.getUid());
            String flags = letters(message.getFlags());
            if (file == null) {
                Files.createDirectories(directory);
                String name =
                        "%09d-%d-%s.eml"
                                .formatted(next++, message.getReceivedDate().getTime(), flags);
                Path unfinished = directory.resolve(name + ".new");
                Files.write(unfinished, bytes(message.getMimeMessage()));
                files.put(message.getUid(), Files.move(unfinished, directory.resolve(name)));
            } else if (!file.getFileName().toString().endsWith("-" + flags + ".eml")) {
                String name = file.getFileName().toString();
                String stem = name.substring(0, name.lastIndexOf('-'));
                files.put(
                        message.getUid(),
                        Files.move(file, directory.resolve(stem + "-" + flags + ".eml")));
            }
        }
        for (long uid : gone) {
            Path file = files.remove(uid);
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Map<Long, Path> kept(MailFolder folder) {
        return kept.computeIfAbsent(folder, f -> new HashMap<>());
    }

    private Path directory(String name) {
        int slash = name.indexOf('/');
        return root.resolve(name.substring(0, slash))
                .resolve(URLEncoder.encode(name.substring(slash + 1), StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    private static String letters(Flags flags) {
        return (flags.contains(Flags.Flag.SEEN) ? "S" : "")
                + (flags.contains(Flags.Flag.ANSWERED) ? "R" : "")
                + (flags.contains(Flags.Flag.FLAGGED) ? "F" : "")
                + (flags.contains(Flags.Flag.DRAFT) ? "D" : "");
    }

    private static Flags flags(String letters) {
        Flags flags = new Flags();
        letters.chars()
                .forEach(letter -> {
                    switch (letter) {
                        case 'S' -> flags.add(Flags.Flag.SEEN);
                        case 'R' -> flags.add(Flags.Flag.ANSWERED);
                        case 'F' -> flags.add(Flags.Flag.FLAGGED);
                        case 'D' -> flags.add(Flags.Flag.DRAFT);
                        default -> throw new IllegalArgumentException("no flag: " + (char) letter);
                    }
                });
        return flags;
    }

    static byte[] bytes(MimeMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
