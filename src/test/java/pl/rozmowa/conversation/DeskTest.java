package pl.rozmowa.conversation;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.AppTest;

/** Tests that begin with a fresh project. */
abstract class DeskTest extends AppTest {

    @Autowired Receiving receiving;
    @Autowired TransactionTemplate transaction;
    Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(jdbc, receiving, transaction);
    }

    int number(String sql) {
        return jdbc.sql(sql).param(desk.project).query(Integer.class).single();
    }
}
