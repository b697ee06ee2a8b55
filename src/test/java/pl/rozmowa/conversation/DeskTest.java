package pl.rozmowa.conversation;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.AppTest;

/** Tests that begin with a fresh project. */
public abstract class DeskTest extends AppTest {

    @Autowired protected Receiving receiving;
    @Autowired protected TransactionTemplate transaction;
    protected Desk desk;

    @BeforeEach
    protected void open() {
        desk = new Desk(jdbc, receiving, transaction);
    }

    protected int number(String sql) {
        return jdbc.sql(sql).param(desk.project).query(Integer.class).single();
    }
}
