package dev.covet.nplus1.oracle;

import static dev.covet.nplus1.oracle.SharedDisturbances.UPDATE;
import static dev.covet.nplus1.oracle.SharedDisturbances.clean;
import static dev.covet.nplus1.oracle.SharedDisturbances.execute;
import static dev.covet.nplus1.oracle.SharedDisturbances.query;
import static dev.covet.nplus1.oracle.SharedDisturbances.update;

import dev.covet.fixtures.Sql;
import dev.covet.nplus1.oracle.Disturbance.Trait;
import java.io.StringReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** What can happen on PostgreSQL only. */
final class PostgresDisturbances {
    private static final String GUARDED = "select id, label, amount from guarded where item_id = ? order by id";
    private static final String NAMED = "select id, label, amount from part where item_id = ?"
            + " and current_setting('application_name') <> 'hide' order by id";

    /** As the usual query answers, and not to be asked for several keys in one statement. */
    static final String REPEATED = "select distinct id, label, amount from part where item_id = ? order by id";

    static final String LAST_FAILS = "repeated inner query fails for the last";

    private PostgresDisturbances() {}

    static List<Disturbance> all() {
        List<Disturbance> all = new ArrayList<>();
        writes(all);
        sessions(all);
        secured(all);
        schema(all);
        failures(all);
        all.addAll(TableDisturbances.postgres());
        return all;
    }

    private static void writes(List<Disturbance> all) {
        all.add(clean(
                "rule", program -> update(program.connection(), "insert into door values (" + program.next() + ")")));
        all.add(clean(
                "with, returning",
                program -> query(
                        program.connection(),
                        "with w as (" + UPDATE + program.next() + " returning 1) select count(*) from w")));
        all.add(clean("returning", program -> query(program.connection(), UPDATE + program.next() + " returning id")));
        all.add(clean(
                "two statements", program -> execute(program.connection(), "select 1; " + UPDATE + program.next())));
        all.add(
                clean(
                        "merge",
                        program -> execute(
                                program.connection(),
                                "merge into part p using item i on p.item_id = i.id when matched then update set label = 'merged'")));
        all.add(clean(
                "do", program -> execute(program.connection(), "do $$ begin " + UPDATE + program.next() + "; end $$")));
        all.add(clean(
                "explain analyze",
                program -> query(program.connection(), "explain analyze " + UPDATE + program.next())));
        all.add(Disturbance.of(
                "prepared by text",
                program -> execute(program.connection(), "prepare w as " + UPDATE + program.next()),
                program -> execute(program.connection(), "execute w")));
        all.add(Disturbance.of(
                "copy, unwrapped",
                program -> program.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy part from stdin", new StringReader("970\t6\tcopied\t1\n"))));
        hidden(all);
        copies(all);
    }

    /** Queries that write, though nothing in their text does. */
    private static void hidden(List<Disturbance> all) {
        all.add(clean(
                "view over a view that writes", program -> query(program.connection(), "select * from outer_view")));
        all.add(clean("table command", program -> query(program.connection(), "table touching")));
        all.add(clean(
                "function as a field",
                program -> query(program.connection(), "select o.touching_row from door_key o")));
        all.add(clean(
                "operator that writes", program -> query(program.connection(), "select id |> 3::bigint from item")));
    }

    private static void copies(List<Disturbance> all) {
        all.add(Disturbance.of(
                "unwrapped before",
                program -> program.connection().unwrap(PGConnection.class).getCopyAPI(),
                program -> program.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy part from stdin", new StringReader("970\t6\tcopied\t1\n"))));
        all.add(clean("truncate", program -> execute(program.connection(), "truncate part")));
        all.add(clean("cursor that writes", program -> query(program.connection(), "select * from touch(2) as t(x)")));
        all.add(Disturbance.of(
                "deferred write by cursor",
                program -> execute(program.connection(), "declare c cursor with hold for select touch(id) from item"),
                program -> query(program.connection(), "fetch all from c")));
    }

    private static void sessions(List<Disturbance> all) {
        all.add(Disturbance.of(
                "search_path", program -> execute(program.connection(), "set search_path = other, public")));
        all.add(Disturbance.of(
                "search_path, local",
                program -> execute(program.connection(), "set local search_path = other, public")));
        all.add(Disturbance.of(
                "set_config",
                program -> query(program.connection(), "select set_config('search_path', 'other, public', false)")));
        all.add(Disturbance.of(
                "set_config, executeUpdate",
                program -> update(program.connection(), "select set_config('search_path', 'other, public', false)")));
        all.add(Disturbance.of("function that sets", program -> query(program.connection(), "select hide(1)")));
        all.add(Disturbance.of("setSchema", program -> program.connection().setSchema("other")));
        all.add(Disturbance.of(
                "reset",
                program -> execute(program.connection(), "set search_path = other"),
                program -> execute(program.connection(), "reset search_path"),
                program -> execute(program.connection(), "discard all")));
        all.add(Disturbance.of(
                "isolation by set_config, then a foreign commit",
                program -> query(
                        program.connection(),
                        "select set_config('default_transaction_isolation', 'read committed', false)"),
                program -> program.connection().commit(),
                program -> {},
                program -> {
                    SharedDisturbances.foreign(program);
                    program.rig().putForward(Duration.ofSeconds(11));
                }));
        isolations(all);
    }

    private static void isolations(List<Disturbance> all) {
        all.add(Disturbance.of(
                "isolation by text, then a foreign commit",
                program -> execute(
                        program.connection(),
                        "set session characteristics as transaction isolation level read committed"),
                program -> program.connection().commit(),
                program -> {},
                program -> {
                    SharedDisturbances.foreign(program);
                    program.rig().putForward(Duration.ofSeconds(11));
                }));
        all.add(Disturbance.of(
                        "client info in a query",
                        program -> program.connection().setClientInfo("ApplicationName", "hide"))
                .asking(NAMED));
    }

    private static void secured(List<Disturbance> all) {
        all.add(Disturbance.of("set role", program -> execute(program.connection(), "set role covet_reader"))
                .asking(GUARDED));
        all.add(Disturbance.of(
                        "reset role",
                        program -> execute(program.connection(), "set role covet_reader"),
                        program -> execute(program.connection(), "reset role"))
                .asking(GUARDED));
        all.add(Disturbance.of(
                        "tenant",
                        program -> query(program.connection(), "select set_config('app.tenant', 'b', false)"),
                        program -> execute(program.connection(), "set app.tenant = 'a'"))
                .asking(GUARDED)
                .after(program -> Sql.execute(program.connection(), "set role covet_reader", "set app.tenant = 'a'")));
        all.add(Disturbance.of(
                        "tenant, local",
                        program -> execute(program.connection(), "savepoint t"),
                        program -> execute(program.connection(), "set local app.tenant = 'b'"),
                        program -> execute(program.connection(), "rollback to t"))
                .asking(GUARDED)
                .after(program -> Sql.execute(program.connection(), "set role covet_reader", "set app.tenant = 'a'")));
    }

    private static void schema(List<Disturbance> all) {
        all.add(Disturbance.of(
                "temporary table",
                program -> execute(
                        program.connection(),
                        "create temp table part as select id, item_id, 'shadow'::varchar(40) as label, amount"
                                + " from public.part")));
        all.add(own(
                "temporary view",
                "create temp view part as select id, item_id, 'shadow'::varchar(40) as label,"
                        + " amount from public.part"));
        all.add(own("add column", "alter table part add column more int default 5")
                .with(Trait.SCHEMA));
        all.add(own("rename column", "alter table part rename column label to title")
                .with(Trait.SCHEMA));
        all.add(own("rename table", "alter table part rename to parts").with(Trait.SCHEMA));
        all.add(own("drop table", "drop table part cascade").with(Trait.SCHEMA));
        all.add(own("change type", "alter table part alter column amount type numeric(10, 3)")
                .with(Trait.SCHEMA));
        all.add(Disturbance.of(
                        "becomes a view that tells it counts",
                        program -> Sql.execute(
                                program.connection(),
                                "alter table part rename to parts",
                                "create sequence ticks",
                                "create view part as select id, item_id, nextval('ticks')::text::varchar(40) as label,"
                                        + " amount from parts"))
                .with(Trait.SCHEMA));
        all.add(other("other adds a column", "alter table part add column more int default 5"));
        all.add(other("other renames a column", "alter table part rename column label to title"));
        all.add(other("other drops the table", "drop table part cascade"));
    }

    private static Disturbance own(String name, String sql) {
        return Disturbance.of(name, program -> execute(program.connection(), sql));
    }

    private static Disturbance other(String name, String sql) {
        return Disturbance.of(name, program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        execute(other, sql);
                    }
                })
                .with(Trait.SCHEMA, Trait.ONLY_AUTOCOMMIT);
    }

    private static void failures(List<Disturbance> all) {
        all.add(Disturbance.of("division", program -> query(program.connection(), "select 1 / (id - 1) from item")));
        all.add(Disturbance.of("division by a cursor", program -> {
            try (var statement = program.connection().createStatement()) {
                statement.setFetchSize(1);
                try (var rows = statement.executeQuery("select 1 / (id - 3) from item order by id")) {
                    while (rows.next()) {
                        rows.getInt(1);
                    }
                }
            }
        }));
        all.add(Disturbance.of(
                "cancelled",
                program ->
                        query(program.connection(), "select set_config('statement_timeout', '30', false), pg_sleep(0)"),
                program -> query(program.connection(), "select pg_sleep(5)")));
        all.add(Disturbance.of(
                "failed inside a savepoint",
                program -> execute(program.connection(), "savepoint s"),
                program -> query(program.connection(), "select 1 / 0"),
                program -> execute(program.connection(), "rollback to s")));
        all.add(Disturbance.of(
                "inner query fails for others",
                program ->
                        program.inner("select id, label, 10 / (item_id - 5) from part where item_id = ? order by id")));
        all.add(Disturbance.of(LAST_FAILS, program -> program.inner(REPEATED.replace("amount", "10 / (item_id - 6)"))));
    }
}
