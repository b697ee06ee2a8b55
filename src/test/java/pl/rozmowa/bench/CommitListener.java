package pl.rozmowa.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears, on a database connection of its own, what transactions announce: PostgreSQL tells it when they are committed. */
final class CommitListener implements AutoCloseable {

    private final Connection connection;

    private CommitListener(Connection connection) {
        this.connection = connection;
    }

    /** @param heard takes System.nanoTime() and the announcement, JSON with {@code type} and {@code accountId} */
    static CommitListener of(BenchApp app, BiConsumer<Long, String> heard)
            throws IOException, SQLException {
        Connection connection = app.database(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen rozmowa_live");
        }
        CommitListener listener = new CommitListener(connection);
        Thread.ofPlatform().daemon().start(() -> listener.listen(heard));
        return listener;
    }

    private void listen(BiConsumer<Long, String> heard) {
        try {
            PGConnection wire = connection.unwrap(PGConnection.class);
            while (!connection.isClosed()) {
                PGNotification[] news = wire.getNotifications(1_000);
                long now = System.nanoTime();
                if (news != null) {
                    for (PGNotification one : news) {
                        heard.accept(now, one.getParameter());
                    }
                }
            }
        } catch (SQLException e) {
            System.err.println("the listener at the database ended: " + e.getSQLState());
        }
    }

    static boolean isOfConversation(String announcement) {
        return announcement.contains("\"type\":\"conversation\"");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
