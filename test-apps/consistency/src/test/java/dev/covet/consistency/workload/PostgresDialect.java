package dev.covet.consistency.workload;

import dev.covet.consistency.history.Table;
import dev.covet.fixtures.Sql;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {
    @Override
    public List<String> schema() {
        List<String> statements = new ArrayList<>();
        statements.add("create function log_version() returns trigger language plpgsql as $$ begin"
                + " insert into version_log (tab, k, v) values (tg_argv[0], new.k, new.v); return null; end $$");
        for (Table table : List.of(Table.REG, Table.TRAIL, Table.CHILD, Table.BOARD)) {
            statements.add("create trigger log_" + table + " after insert or update of v on " + table
                    + " for each row execute function log_version('" + table + "')");
        }
        statements.add("create function to_mirror() returns trigger language plpgsql as $$ begin"
                + " update mirror set v = new.v where k = new.k; return null; end $$");
        statements.add("create trigger to_mirror after update on reg for each row execute function to_mirror()");
        statements.add("create function write_reg(bigint, int) returns void language sql as"
                + " 'update reg set v = $1 where k = $2'");
        return statements;
    }

    @Override
    public String aggregate() {
        return "select string_agg(k || ':' || v, ',' order by k) from reg where k <= ?";
    }

    @Override
    public List<Shape> ownShapes() {
        return List.of(Shape.REFILL_COPIED);
    }

    @Override
    public String writeWithAnswer() {
        return "update reg set v = ? where k = ? returning k, v";
    }

    @Override
    public Table tableWithAnswer() {
        return Table.REG;
    }

    @Override
    public Connection driversOwn(Connection connection) throws SQLException {
        return (Connection) connection.unwrap(PGConnection.class);
    }

    @Override
    public void refill(Connection connection, Refill refill) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate table board");
            if (refill.copied()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy board (k, v) from stdin", new StringReader(refill.lines()));
            } else {
                statement.execute("insert into board (k, v) values " + refill.rows());
            }
        } catch (IOException e) {
            throw new SQLException("COPY was cut off", "08006", e);
        }
    }

    @Override
    public boolean refillsInTransaction() {
        return true;
    }

    @Override
    public String openTransactions() {
        return "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                + " and backend_type = 'client backend' and xact_start is not null";
    }

    @Override
    public List<String> definitions() {
        return List.of(
                "alter table mirror add column if not exists more int",
                "alter table mirror drop column if exists more");
    }

    @Override
    public int waiting(Connection administrator) throws SQLException {
        // What a session waits for by its own account, it may have got already, and not noticed.
        return Integer.parseInt(Sql.value(
                administrator,
                "select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                        + " where a.datname = current_database() and not l.granted"));
    }

    @Override
    public String killOne(boolean commitOnly) {
        String which = commitOnly ? "query ilike 'commit%' and state = 'active'" : "xact_start is not null";
        return "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and backend_type = 'client backend' and " + which
                + " order by (wait_event = 'SyncRep') desc nulls last limit 1";
    }
}
