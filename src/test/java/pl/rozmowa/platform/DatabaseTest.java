package pl.rozmowa.platform;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A test class with a database of its own: migrated, empty at first, shared by the tests of the class. No Spring context. */
public abstract class DatabaseTest {

    protected static DatabaseAddress address;
    protected static HikariDataSource dataSource;
    protected static JdbcClient jdbc;
    protected static TransactionTemplate transaction;

    @BeforeAll
    static void openDatabase() {
        address = RunningPostgres.freshDatabase();
        dataSource = RunningPostgres.pool(address);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @AfterAll
    static void closeDatabase() {
        dataSource.close();
    }

    /** Live updates that go into this database; nobody listens unless the test does. */
    protected static LiveUpdates liveUpdates() {
        return new LiveUpdates(jdbc, JsonMapper.builder().build());
    }
}
