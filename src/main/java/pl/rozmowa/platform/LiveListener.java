package pl.rozmowa.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one connection a node keeps to hear what was committed anywhere, outside the pool because it is never given back. While it is
 * lost nobody hears anything; afterwards everybody is told to look again.
 */
@Component
class LiveListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveListener.class);
    private static final int TURN_MILLIS = 2000;

    private final DatabaseAddress address;
    private final LiveStreams streams;
    private final ObjectProvider<LiveLogin> login;
    private final JsonMapper json;
    private final List<LiveWatcher> watchers;
    private volatile boolean running;
    private volatile @Nullable Connection connection;

    LiveListener(
            DatabaseAddress address,
            LiveStreams streams,
            ObjectProvider<LiveLogin> login,
            JsonMapper json,
            List<LiveWatcher> watchers) {
        this.watchers = watchers;
        this.address = address;
        this.streams = streams;
        this.login = login;
        this.json = json;
    }

    @Override
    public void start() {
        running = true;
        streams.reopen();
        Thread.ofVirtual().name("live-listener").start(this::listen);
        Thread.ofVirtual().name("live-sessions").start(this::watchSessions);
    }

    private void listen() {
        boolean again = false;
        while (running) {
            try (Connection open = connect()) {
                connection = open;
                if (again) {
                    streams.resyncAll();
                    watchers.forEach(LiveWatcher::missedSome);
                }
                again = true;
                hear(open.unwrap(PGConnection.class));
            } catch (SQLException e) {
                connection = null;
                if (running) {
                    LOG.warn("live updates are interrupted: SQLSTATE {}", e.getSQLState());
                    pause();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
            properties.setProperty("password", address.password());
        }
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        Connection open = DriverManager.getConnection(address.url(), properties);
        try (Statement statement = open.createStatement()) {
            statement.execute("listen " + LiveUpdates.CHANNEL);
        } catch (SQLException e) {
            open.close();
            throw e;
        }
        return open;
    }

    private void hear(PGConnection open) throws SQLException {
        while (running) {
            PGNotification[] news = open.getNotifications(TURN_MILLIS);
            if (news != null) {
                for (PGNotification one : news) {
                    tell(one.getParameter());
                }
            }
        }
    }

    private void tell(String payload) {
        try {
            LiveEvent event = json.readValue(payload, LiveEvent.class);
            streams.tell(event);
            watchers.forEach(watcher -> watcher.heard(event));
        } catch (JacksonException e) {
            LOG.error("a live event could not be read: {}", e.getClass().getSimpleName());
        }
    }

    /** Signing out anywhere ends the streams here within five seconds. */
    private void watchSessions() {
        while (running) {
            try {
                Set<LiveRecipient> open = streams.recipients();
                if (!open.isEmpty()) {
                    streams.end(login.getObject().gone(open));
                }
            } catch (RuntimeException e) {
                LOG.warn("sessions could not be looked up: {}", e.getClass().getSimpleName());
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Before the web server waits for its requests to end: these never end by themselves. */
    @Override
    public void stop() {
        running = false;
        streams.closeAll();
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("closing the listening connection", e);
            }
        }
    }

    /** Whether events would be heard now. */
    boolean isListening() {
        return connection != null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
