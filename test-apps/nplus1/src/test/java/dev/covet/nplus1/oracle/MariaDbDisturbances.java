package dev.covet.nplus1.oracle;

import static dev.covet.nplus1.oracle.SharedDisturbances.UPDATE;
import static dev.covet.nplus1.oracle.SharedDisturbances.clean;
import static dev.covet.nplus1.oracle.SharedDisturbances.execute;
import static dev.covet.nplus1.oracle.SharedDisturbances.query;
import static dev.covet.nplus1.oracle.SharedDisturbances.update;

import dev.covet.fixtures.Sql;
import dev.covet.nplus1.oracle.Disturbance.Trait;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What can happen on MariaDB and MySQL only. */
final class MariaDbDisturbances {
    private static final String PLAIN = "select id, label, amount from plain where item_id = ? order by id";

    private MariaDbDisturbances() {}

    static List<Disturbance> all() {
        List<Disturbance> all = new ArrayList<>();
        listed(all);
        all.addAll(TableDisturbances.mariaDb());
        return all;
    }

    private static void listed(List<Disturbance> all) {
        all.add(clean(
                "replace",
                program -> update(
                        program.connection(), "replace into part select id, item_id, 'replaced', amount from part")));
        all.add(clean(
                "insert on duplicate",
                program -> update(
                        program.connection(),
                        "insert into part select id, item_id, 'x', 1 from part where item_id > 2"
                                + " on duplicate key update label = 'twice'")));
        all.add(clean(
                "executable comment",
                program -> execute(program.connection(), "/*! " + UPDATE + program.next() + " */")));
        all.add(clean(
                "executable comment in a select",
                program -> execute(program.connection(), "select touch(1) /*!40000 from item */")));
        all.add(Disturbance.of("setCatalog", program -> program.connection().setCatalog("covet_oracle_other")));
        all.add(Disturbance.of("use", program -> execute(program.connection(), "use covet_oracle_other")));
        all.add(Disturbance.of(
                "sql_select_limit", program -> execute(program.connection(), "set sql_select_limit = 1")));
        all.add(Disturbance.of(
                "autocommit by text",
                program -> execute(program.connection(), "set autocommit = 0"),
                program -> update(program.connection(), UPDATE + program.next()),
                program -> execute(program.connection(), "set autocommit = 1")));
        all.add(Disturbance.of(
                "begin inside a transaction",
                program -> update(program.connection(), UPDATE + program.next()),
                program -> execute(program.connection(), "begin")));
        all.add(Disturbance.of(
                "temporary table",
                program -> execute(
                        program.connection(),
                        "create temporary table part as select id, item_id, 'shadow' as label, amount from part")));
        schemas(all);
    }

    private static void schemas(List<Disturbance> all) {
        all.add(Disturbance.of(
                        "add column",
                        program -> execute(program.connection(), "alter table part add column more int default 5"))
                .with(Trait.SCHEMA));
        all.add(Disturbance.of(
                        "change type",
                        program -> execute(
                                program.connection(),
                                "alter table part modify label char(50), modify amount numeric(12, 4)"))
                .with(Trait.SCHEMA));
        all.add(Disturbance.of(
                        "rename table", program -> execute(program.connection(), "rename table part to part_gone"))
                .with(Trait.SCHEMA));
        all.add(Disturbance.of("other adds a column", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        execute(other, "alter table part add column more int default 5");
                    }
                })
                .with(Trait.SCHEMA, Trait.ONLY_AUTOCOMMIT));
        all.add(Disturbance.of("other commits by changing the schema", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        other.setAutoCommit(false);
                        update(other, UPDATE + program.next());
                        execute(other, "create table if not exists passing (id int)");
                        update(other, "update item set name = 'z' where id = 1");
                        program.style(statement -> {});
                        program.note("written");
                        keep(program, other);
                    }
                })
                .with(Trait.NOT_SERIALIZABLE));
        all.add(Disturbance.of("found_rows", program -> query(program.connection(), "select found_rows()")));
        all.add(Disturbance.of("variable", program -> query(program.connection(), "select @x := 5")));
        tablesWithoutTransactions(all);
    }

    private static void tablesWithoutTransactions(List<Disturbance> all) {
        all.add(Disturbance.of(
                "lock tables",
                program -> execute(program.connection(), "lock tables part write, item write"),
                program -> execute(program.connection(), "unlock tables")));
        all.add(Disturbance.of(
                        "no transactions: foreign write",
                        program -> Sql.execute(
                                program.store().raw(),
                                "update plain set label = 'foreign' where item_id >= " + program.next()))
                .with(Trait.NEVER_SERVED, Trait.NOT_SERIALIZABLE)
                .asking(PLAIN));
        all.add(Disturbance.of(
                        "no transactions: own write, rollback",
                        program -> update(program.connection(), "update plain set label = 'own'"),
                        program -> program.connection().rollback())
                .with(Trait.NEVER_SERVED)
                .asking(PLAIN));
        all.add(Disturbance.of("no transactions: other writes without a commit", program -> {
                    Connection other = program.rig().source().getConnection();
                    other.setAutoCommit(false);
                    update(other, "update plain set label = 'other'");
                    keep(program, other);
                })
                .with(Trait.NEVER_SERVED, Trait.NOT_SERIALIZABLE)
                .asking(PLAIN));
    }

    /** Asks one row while the other connection's transaction is still open, then ends it. */
    private static void keep(Program program, Connection other) throws Exception {
        program.askNext();
        other.rollback();
        other.close();
    }
}
