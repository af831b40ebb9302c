package dev.covet.nplus1.oracle;

import static dev.covet.nplus1.oracle.SharedDisturbances.UPDATE;
import static dev.covet.nplus1.oracle.SharedDisturbances.clean;
import static dev.covet.nplus1.oracle.SharedDisturbances.execute;
import static dev.covet.nplus1.oracle.SharedDisturbances.update;

import dev.covet.nplus1.oracle.Disturbance.Trait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** Changes of tables other than the one that is read: some change nothing else, others do by detours. */
final class TableDisturbances {
    static final String VIEW = "reads a view, its table is changed";
    static final String FUNCTION = "reads by a function, its table is changed";
    static final String DEFAULT = "default that writes";
    static final String PARTITION = "reads a partitioned table, a part is changed";

    /** Changes of all tables, so that their names are known. */
    static final List<String> POSTGRES = List.of(
            "update audit set item_id = 1, note = lower('') where 1 = 0",
            "update item set id = 1 where 1 = 0",
            "update part set id = 1 where 1 = 0",
            "update order_line set item_id = 1 where 1 = 0",
            "update door set item_id = 1 where 1 = 0",
            "update audited set item_id = 1 where 1 = 0",
            "update other.audited set item_id = 1 where 1 = 0",
            "update \"Audited Too\" set item_id = 1 where 1 = 0",
            "update \"Ledger\" set item_id = 1 where 1 = 0",
            "update sneaky set item_id = 1 where 1 = 0",
            "update checked set item_id = 1 where 1 = 0",
            "update sliced set id = 1 where 1 = 0",
            "update slice set id = 1 where 1 = 0",
            "update kin set id = 1 where 1 = 0",
            "update kin_child set id = 1 where 1 = 0",
            "update part_door set id = 1 where 1 = 0");

    static final List<String> MARIADB = List.of(
            "update audit set item_id = 1, note = lower('') where 1 = 0",
            "update item set id = 1 where 1 = 0",
            "update part set id = 1 where 1 = 0",
            "update order_line set item_id = 1 where 1 = 0",
            "update audited set item_id = 1 where 1 = 0",
            "update covet_oracle_other.audited set item_id = 1 where 1 = 0",
            "update plain set id = 1 where 1 = 0",
            "update part_door set id = 1 where 1 = 0");

    private static final String AUDIT = "insert into audit (item_id, note) values (";

    private TableDisturbances() {}

    static List<Disturbance> postgres() {
        List<Disturbance> all = shared();
        all.add(clean("audit with returning", program -> {
            try (var statement = program.connection().createStatement();
                    var rows = statement.executeQuery(AUDIT + program.next() + ", 'x') returning item_id")) {
                rows.next();
                program.note(rows.getString(1));
            }
        }));
        all.add(
                clean(
                        "audit on conflict",
                        program -> update(
                                program.connection(),
                                "insert into audit (id, item_id) values (1, 1) on conflict (id) do update set note = 'again'")));
        all.add(insert(DEFAULT, "insert into sneaky (item_id) values (?)"));
        all.add(insert("check that writes", "insert into checked (item_id) values (?)"));
        all.add(insert("the same name in other schema", "insert into other.audited values (?)"));
        all.add(insert("name in quotes", "insert into \"Audited Too\" values (?)"));
        all.add(insert("the same name in other case", "insert into \"Ledger\" values (?)"));
        all.add(insert("function in an insert", "insert into audit (item_id) values (touch(?))"));
        all.add(insert("query in an insert", "insert into audit (item_id) select touch(?)"));
        all.add(insert("operator in an insert", "insert into audit (item_id) values (1::bigint |> ?::bigint)"));
        read(all);
        defined(all);
        return all;
    }

    /** Triggers that nobody has asked about. */
    private static void defined(List<Disturbance> all) {
        all.add(Disturbance.of(
                "temporary table of the same name with a trigger",
                program -> execute(program.connection(), "create temp table audited (item_id bigint)"),
                program -> execute(
                        program.connection(),
                        "create trigger t after insert on pg_temp.audited for each row execute function relabel()"),
                program -> update(program.connection(), "insert into audited values (" + program.next() + ")")));
        all.add(Disturbance.of(
                        "trigger made before the change",
                        program -> execute(
                                program.connection(),
                                "create trigger t after insert on audited for each row execute function relabel()"),
                        program -> update(program.connection(), "insert into audited values (" + program.next() + ")"))
                .with(Trait.SCHEMA));
    }

    /** The query reads more than the table it names. */
    private static void read(List<Disturbance> all) {
        all.add(clean(VIEW, program -> update(program.connection(), UPDATE + program.next()))
                .asking("select id, label, amount from part_door where item_id = ? order by id"));
        all.add(insert(FUNCTION, "insert into audit (item_id) values (?)")
                .asking("select id, label, noted(item_id) from part where item_id = ? order by id"));
        all.add(clean(
                        PARTITION,
                        program -> update(
                                program.connection(),
                                "update slice set label = 'changed' where item_id >= " + program.next()))
                .asking("select id, label, amount from sliced where item_id = ? order by id"));
        all.add(clean(
                        "reads a table that others inherit, one of those is changed",
                        program -> update(
                                program.connection(),
                                "update kin_child set label = 'changed' where item_id >= " + program.next()))
                .asking("select id, label, amount from kin where item_id = ? order by id"));
    }

    static List<Disturbance> mariaDb() {
        List<Disturbance> all = shared();
        all.add(insert("the same name in other schema", "insert into covet_oracle_other.audited values (?)"));
        all.add(Disturbance.of(
                "the same name in the schema that was chosen",
                program -> execute(program.connection(), "use covet_oracle_other"),
                program -> update(program.connection(), "insert into audited values (" + program.next() + ")")));
        all.add(insert("function in an insert", "insert into audit (item_id) values (touch(?))"));
        all.add(clean(
                "two tables in one update",
                program -> update(
                        program.connection(),
                        "update audit a, part p set p.label = 'both', a.note = 'both' where p.item_id >= "
                                + program.next())));
        all.add(Disturbance.of(
                        "trigger made before the change",
                        program -> execute(
                                program.connection(),
                                "create trigger t after insert on audited for each row"
                                        + " update part set label = 'new trigger' where item_id >= new.item_id"),
                        program -> update(program.connection(), "insert into audited values (" + program.next() + ")"))
                .with(Trait.SCHEMA));
        return all;
    }

    private static List<Disturbance> shared() {
        List<Disturbance> all = new ArrayList<>();
        all.add(insert("audit", AUDIT + "?, 'seen')"));
        all.add(clean("audit, then the table", program -> {
            update(program.connection(), AUDIT + "1, 'x')");
            update(program.connection(), UPDATE + program.next());
        }));
        all.add(Disturbance.of(
                        "audit at several points",
                        program -> update(program.connection(), AUDIT + "1, 'x')"),
                        program -> update(program.connection(), "update audit set note = 'y' where item_id = 1"),
                        program -> update(program.connection(), UPDATE + program.next()),
                        program -> update(program.connection(), "delete from audit where item_id = 1"))
                .with(Trait.CLEAN));
        all.add(Disturbance.of(
                "failed audit",
                program -> update(program.connection(), "insert into audit (item_id) values (1 + null, 2)")));
        all.add(Disturbance.of("savepoint, both tables, rollback to it", program -> {
                    Savepoint before = program.connection().setSavepoint();
                    update(program.connection(), AUDIT + "1, 'x')");
                    update(program.connection(), UPDATE + program.next());
                    program.askNext();
                    program.connection().rollback(before);
                })
                .with(Trait.CLEAN));
        others(all);
        return all;
    }

    private static void others(List<Disturbance> all) {
        all.add(clean("other connection, audit", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        update(other, AUDIT + "1, 'x')");
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("other connection, transaction of both tables", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        other.setAutoCommit(false);
                        update(other, AUDIT + "1, 'x')");
                        update(other, UPDATE + program.next());
                        update(other, AUDIT + "2, 'x')");
                        other.commit();
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        more(all);
    }

    private static void more(List<Disturbance> all) {
        all.add(clean("other connection, transaction by text", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        execute(other, "start transaction");
                        update(other, AUDIT + "1, 'x')");
                        update(other, UPDATE + program.next());
                        execute(other, "commit");
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("other connection, audit and a batch", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        other.setAutoCommit(false);
                        update(other, AUDIT + "1, 'x')");
                        try (var batch = other.createStatement()) {
                            batch.addBatch(AUDIT + "1, 'x')");
                            batch.addBatch(UPDATE + program.next());
                            batch.executeBatch();
                        }
                        other.commit();
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("own batches of prepared statements", program -> {
            batch(program.connection(), "insert into audit (item_id, note) values (?, 'x')", program.next());
            batch(program.connection(), "update part set label = 'batched' where item_id >= ?", program.next());
        }));
        all.add(clean("other connection, batches of prepared statements", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        batch(other, "insert into audit (item_id, note) values (?, 'x')", program.next());
                        batch(other, "update part set label = 'batched' where item_id >= ?", program.next());
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
    }

    private static void batch(Connection connection, String sql, long first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long key = first; key < first + 2; key++) {
                statement.setLong(1, key);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Disturbance insert(String name, String sql) {
        return clean(name, program -> update(program.connection(), sql.replace("?", String.valueOf(program.next()))));
    }
}
