package dev.covet.consistency.workload;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.covet.consistency.history.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** MariaDB. */
class MariaDbDialect implements Dialect {
    @Override
    public List<String> schema() {
        List<String> statements = new ArrayList<>();
        for (Table table : List.of(Table.REG, Table.TRAIL, Table.CHILD, Table.BOARD)) {
            String name = table.name().toLowerCase(Locale.ROOT);
            String log = " for each row insert into version_log (tab, k, v) values ('" + table + "', new.k, new.v)";
            statements.add("create trigger log_insert_" + name + " after insert on " + name + log);
            statements.add("create trigger log_update_" + name + " after update on " + name + log);
        }
        statements.add("create trigger to_mirror after update on reg for each row"
                + " update mirror set v = new.v where k = new.k");
        statements.add("create procedure write_reg(in new_value bigint, in which int)"
                + " update reg set v = new_value where k = which");
        return statements;
    }

    @Override
    public String aggregate() {
        return "select group_concat(k, ':', v order by k separator ',') from reg where k <= ?";
    }

    @Override
    public List<Shape> ownShapes() {
        return List.of();
    }

    @Override
    public String writeWithAnswer() {
        return "insert into board (v, k) values (?, ?) on duplicate key update v = value(v) returning k, v";
    }

    @Override
    public Table tableWithAnswer() {
        return Table.BOARD;
    }

    @Override
    public Connection driversOwn(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class)
                ? connection.unwrap(JdbcConnection.class)
                : connection.unwrap(org.mariadb.jdbc.Connection.class);
    }

    @Override
    public void refill(Connection connection, Refill refill) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock tables board write");
            try {
                statement.execute("truncate table board");
                statement.execute("insert into board (k, v) values " + refill.rows());
            } finally {
                statement.execute("unlock tables");
            }
        }
    }

    @Override
    public boolean refillsInTransaction() {
        return false;
    }

    @Override
    public String openTransactions() {
        return "select count(*) from information_schema.innodb_trx where trx_mysql_thread_id <> connection_id()";
    }

    @Override
    public List<String> definitions() {
        return List.of(
                "alter table mirror add column if not exists more int",
                "alter table mirror drop column if exists more");
    }

    @Override
    public int waiting(Connection administrator) throws SQLException {
        // The tables that tell the same are up to a tenth of a second old.
        try (Statement statement = administrator.createStatement();
                ResultSet rows = statement.executeQuery("show engine innodb status")) {
            rows.next();
            String status = rows.getString(3);
            String transactions = status.substring(status.lastIndexOf("LIST OF TRANSACTIONS FOR EACH SESSION"));
            return transactions.split("\nLOCK WAIT ", -1).length - 1;
        }
    }

    @Override
    public String killOne(boolean commitOnly) {
        String which = commitOnly ? "info like 'commit%'" : "command in ('Query', 'Sleep')";
        return "select id from information_schema.processlist where db = database() and id <> connection_id() and "
                + which + " limit 1";
    }
}
