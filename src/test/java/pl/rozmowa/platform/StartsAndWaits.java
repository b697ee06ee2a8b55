package pl.rozmowa.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own that runs the database, writes a row, and then waits to be killed. */
final class StartsAndWaits {

    private StartsAndWaits() {}

    public static void main(String[] args) throws SQLException, IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(
                        Path.of(args[0]), RunningPostgres.programs(), java.util.List.of());
        DatabaseAddress address = postgres.address();
        try (Connection connection =
                        DriverManager.getConnection(
                                address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('committed')");
        }
        System.out.println(postgres.pid());
        int ended = System.in.read();
        System.out.println(ended);
    }
}
