package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions that begin in ways that no call of JDBC shows: who is in one sees what it has written, and is not answered. */
class UnseenTransactionTest {
    private static final String QUERY = "select v from t where id = 2";
    private static final List<Kind> MARIADBS = List.of(Kind.MARIADB, Kind.MARIADB_BY_MYSQL);

    /** How it begins, with what for the driver, and how it ends. */
    record Case(Kind kind, String parameter, String begin, String end) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : MARIADBS) {
            cases.add(new Case(kind, "", "set autocommit = 0", "commit"));
            cases.add(new Case(kind, "", "set @@session.autocommit = off", "set autocommit = 1"));
            cases.add(new Case(kind, "", "xa start 'a'", "xa end 'a';;xa commit 'a' one phase"));
            cases.add(new Case(kind, "", "call opened()", "commit"));
            cases.add(new Case(kind, "allowMultiQueries=true", "do 1; begin", "commit"));
        }
        cases.add(new Case(Kind.MARIADB, "autocommit=false", "do 1", "jdbc"));
        cases.add(new Case(Kind.MARIADB, "", "set autocommit = 0", "jdbc"));
        cases.add(new Case(Kind.POSTGRES, "", "select 1; begin", "commit"));
        cases.add(new Case(Kind.POSTGRES, "", "begin; savepoint s", "select 1; commit"));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ownWrite_isSeenByItselfAtOnce_andByOthersOnceItIsCommitted(Case each) throws SQLException {
        try (Ground ground = Ground.of(each.kind, "create table t (id int primary key, v varchar(20))");
                Connection reader = ground.covered();
                Connection writer = ground.covered(each.parameter)) {
            ground.sql("insert into t values (2, 'two')");
            if (each.kind != Kind.POSTGRES) {
                ground.sql("create procedure opened() start transaction");
            }
            ground.warm(reader, QUERY);
            Ground.told(writer, QUERY);
            Sql.execute(writer, each.begin);
            try (PreparedStatement update = writer.prepareStatement("update t set v = 'mine' where id = 2")) {
                update.executeUpdate();
            }
            assertThat(ground.warm(reader, QUERY)).contains("two");
            assertThat(Ground.told(writer, QUERY)).contains("mine");
            assertThat(ground.warm(reader, QUERY)).contains("two");
            ground.holdBack();
            if (each.end.equals("jdbc")) {
                writer.commit();
            } else {
                Sql.execute(writer, each.end.split(";;"));
            }
            assertThat(Ground.told(reader, QUERY)).contains("mine");
            ground.letGo();
        }
    }
}
