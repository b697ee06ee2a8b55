package pl.rozmowa.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root lends it an existing unprivileged user; everybody else runs it as
 * themselves.
 *
 * @param prefix what goes before the command: a session of its own (Ctrl+C in the terminal must reach only Rozmowa, which then stops
 *     the database in order), the other user, and the wish to be interrupted when Rozmowa dies
 */
record PostgresUser(int uid, int gid, boolean other, List<String> prefix) {

    static PostgresUser of(Path cluster) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        Optional<Path> setpriv = find("setpriv");
        List<String> prefix = new ArrayList<>();
        find("setsid").ifPresent(path -> prefix.add(path.toString()));
        if (!root) {
            setpriv.ifPresent(
                    path -> prefix.addAll(List.of(path.toString(), "--pdeathsig", "INT", "--")));
            return new PostgresUser(-1, -1, false, prefix);
        }
        if (setpriv.isEmpty()) {
            throw new CannotStart(
                    "PostgreSQL does not run as root, and the program setpriv to lend it another user is missing.",
                    "Install util-linux, or start Rozmowa as an ordinary user.");
        }
        int[] ids = Files.isDirectory(cluster) ? owner(cluster) : unprivileged();
        prefix.addAll(
                List.of(
                        setpriv.get().toString(),
                        "--reuid=" + ids[0],
                        "--regid=" + ids[1],
                        "--clear-groups",
                        "--pdeathsig",
                        "INT",
                        "--"));
        return new PostgresUser(ids[0], ids[1], true, prefix);
    }

    /** Hands a file or folder over, when there is somebody to hand it to. */
    void own(Path path) throws IOException {
        if (other) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        }
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** A cluster stays with the user it was made for, even if a better one appears later. */
    private static int[] owner(Path cluster) throws IOException {
        int uid = (Integer) Files.getAttribute(cluster, "unix:uid");
        int gid = (Integer) Files.getAttribute(cluster, "unix:gid");
        if (uid == 0) {
            throw new CannotStart(
                    "The database folder "
                            + cluster
                            + " belongs to root, as which PostgreSQL does not run.",
                    "Give it to another user: chown -R nobody " + cluster);
        }
        return new int[] {uid, gid};
    }

    private static int[] unprivileged() throws IOException {
        int[] best = null;
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            boolean postgres = fields[0].equals("postgres");
            if (fields.length > 3 && (postgres || (best == null && fields[0].equals("nobody")))) {
                best = new int[] {Integer.parseInt(fields[2]), Integer.parseInt(fields[3])};
            }
        }
        if (best == null) {
            throw new CannotStart(
                    "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to lend it.",
                    "Start Rozmowa as an ordinary user.");
        }
        return best;
    }

    private static Optional<Path> find(String program) {
        return List.of("/usr/bin", "/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
