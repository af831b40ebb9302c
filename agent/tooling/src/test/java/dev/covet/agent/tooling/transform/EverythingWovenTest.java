package dev.covet.agent.tooling.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.bootstrap.CovetDispatcher;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole database with advice in all of its methods: the JVM accepts every class, and it does what it did before. */
class EverythingWovenTest {
    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();

    @AfterEach
    void removeTargets() {
        for (int i = 0; i < EverythingWoven.POINTS; i++) {
            CovetDispatcher.target(EverythingWoven.first() + i, null);
        }
    }

    @Test
    void h2_everyMethodWithAdvice_worksAndEveryEntryHasItsExit() throws Exception {
        long errors = CovetDispatcher.errors();
        int around = EverythingWoven.first() + EverythingWoven.POINTS - 2;
        for (int i = 0; i < EverythingWoven.POINTS - 2; i++) {
            CovetDispatcher.target(EverythingWoven.first() + i, call -> null);
        }
        CovetDispatcher.target(around, this::enter);
        CovetDispatcher.target(around + 1, this::exit);
        EverythingWoven loader = new EverythingWoven("org.h2.");

        Driver woven = (Driver)
                loader.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
        assertThat(answers(woven)).isEqualTo(answers(new org.h2.Driver())).contains("42S02");
        assertThat(loader.woven()).isGreaterThan(400);
        assertThat(entered.sum()).isGreaterThan(100_000);
        assertThat(left.sum()).isEqualTo(entered.sum());
        assertThat(CovetDispatcher.errors()).isEqualTo(errors);
    }

    private Object enter(@Nullable Object[] call) {
        entered.increment();
        return "token";
    }

    private @Nullable Object exit(@Nullable Object[] call) {
        left.increment();
        return null;
    }

    private static List<String> answers(Driver driver) throws SQLException {
        try (Connection connection = driver.connect("jdbc:h2:mem:woven;DB_CLOSE_ON_EXIT=FALSE", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int primary key, name varchar(20), price decimal(10, 2))");
            statement.execute("insert into t select x, 'n' || x, x / 3.0 from system_range(1, 500)");
            return List.of(
                    one(statement, "select sum(price) from t where name like 'n4%'"),
                    one(statement, "select max(c) from (select count(*) c from t group by mod(id, 7))"),
                    failure(statement));
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String failure(Statement statement) {
        try {
            statement.execute("select * from nowhere");
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
