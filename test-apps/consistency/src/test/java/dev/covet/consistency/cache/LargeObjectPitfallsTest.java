package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Nobody tells of changes of large objects: what is read of them is asked for each time, by whatever name. */
class LargeObjectPitfallsTest {
    private static final String POINTER = "select id, o from doc where id = 1";

    /** What reads one. */
    private static final List<String> READING = List.of(
            "select lo_get(o) from doc where id = 1",
            "select id, encode(lo_get(o, 0, 5), 'escape') from doc",
            "select pg_catalog.lo_get(o) from doc",
            "select \"lo_get\"(o) from doc",
            "select d.id, c.v from doc d cross join lateral lo_get(d.o) c(v)",
            "select v from lo_get((select o from doc where id = 1)) c(v)",
            "select loread(lo_open(o, 262144), 100) from doc where id = 1",
            "select lo_lseek64(lo_open(o, 262144), 0, 2) from doc",
            "select data from pg_largeobject where loid = (select o from doc where id = 1)",
            "select l.data from doc join pg_catalog.pg_largeobject l on l.loid = doc.o",
            "select count(*) from doc join pg_largeobject_metadata m on m.oid = doc.o",
            "select id from doc where lo_get(o) = 'first'",
            "select count(*) from doc where length(lo_get(o)) > 6",
            "with c as (select lo_get(o) as v from doc) select v from c",
            "select v from content",
            "select content_of(id) from doc",
            "select d.words from doc d",
            "select words(d) from doc d",
            "select all_contents(o order by id) from doc",
            "select all_moving(o) over (order by id rows between 1 preceding and current row) from doc",
            "select to_char(o) from doc",
            "select concat(o, o) from doc",
            "select length(o) from doc",
            "select sum(o order by id) from doc",
            "select max(o) over (order by id rows between 1 preceding and current row) from doc",
            "select o %% 1 from doc",
            "select cast(doc as held) from doc");

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                "create table doc (id int primary key, o oid)",
                "create view content as select id, lo_get(o) as v from doc",
                "create function content_of(int) returns bytea stable language sql as"
                        + " 'select lo_get(o) from doc where id = $1'",
                "create function words(doc) returns text stable language sql as"
                        + " 'select encode(lo_get($1.o), ''escape'')'",
                // The server's own of these names only compute.
                "create function to_char(oid) returns text stable language sql as"
                        + " 'select encode(lo_get($1), ''escape'')'",
                "create function concat(oid, oid) returns bytea stable language sql as 'select lo_get($2)'",
                "create function length(oid) returns int stable language sql as 'select length(lo_get($1))'",
                "create function added(text, oid) returns text stable language sql as"
                        + " 'select $1 || encode(lo_get($2), ''escape'')'",
                "create function same(text, oid) returns text immutable language sql as 'select $1'",
                "create function joined(text, oid) returns text volatile language sql as"
                        + " 'select $1 || encode(lo_get($2), ''escape'')'",
                "create aggregate sum(oid) (sfunc = added, stype = text, initcond = '')",
                "create aggregate max(oid) (sfunc = same, stype = text, initcond = '', msfunc = joined,"
                        + " minvfunc = same, mstype = text, minitcond = '')",
                "create aggregate all_contents(oid) (sfunc = added, stype = text, initcond = '')",
                "create aggregate all_moving(oid) (sfunc = same, stype = text, initcond = '', msfunc = added,"
                        + " minvfunc = same, mstype = text, minitcond = '')",
                "create function read_by(oid, int) returns bytea stable language sql as 'select lo_get($1)'",
                "create operator %% (leftarg = oid, rightarg = int, function = read_by)",
                "create type held as (v text)",
                "create function held_of(doc) returns held stable language sql as"
                        + " 'select row(encode(lo_get($1.o), ''escape''))::held'",
                "create cast (doc as held) with function held_of(doc)");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        ground.sql(
                "select count(lo_unlink(o)) from doc where o in (select oid from pg_largeobject_metadata)",
                "truncate doc",
                "insert into doc select 1, lo_from_bytea(0, 'first')");
    }

    /** Somebody changes the object. */
    private record Change(String name, Ground.Act act) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Change sql(String sql) {
        return new Change(sql, connection -> Sql.execute(connection, sql));
    }

    private static Change byManager(String name, Writing writing) {
        return new Change(
                "manager: " + name,
                connection -> inTransaction(connection, () -> {
                    LargeObjectManager manager =
                            connection.unwrap(PGConnection.class).getLargeObjectAPI();
                    writing.on(manager, pointer(connection));
                }));
    }

    private interface Writing {
        void on(LargeObjectManager manager, long object) throws SQLException;
    }

    private interface Part {
        void run() throws SQLException;
    }

    private static void inTransaction(Connection connection, Part part) throws SQLException {
        connection.setAutoCommit(false);
        try {
            part.run();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static long pointer(Connection connection) throws SQLException {
        return Long.parseLong(Sql.value(connection, "select o from doc where id = 1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void byBlob(Connection connection) throws SQLException {
        inTransaction(connection, () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(POINTER)) {
                row.next();
                row.getBlob(2).setBytes(1, bytes("by the driver's Blob"));
            }
        });
    }

    private static void byNewBlob(Connection connection) throws SQLException {
        inTransaction(connection, () -> {
            try (PreparedStatement update = connection.prepareStatement("update doc set o = ? where id = 1")) {
                update.setBlob(1, new java.io.ByteArrayInputStream(bytes("another object")));
                update.executeUpdate();
            }
        });
    }

    static Stream<Change> changes() {
        return Stream.of(
                byManager("write", (manager, object) -> {
                    try (LargeObject open = manager.open(object, LargeObjectManager.WRITE)) {
                        open.write(bytes("by the manager"));
                    }
                }),
                byManager("append", (manager, object) -> {
                    try (LargeObject open = manager.open(object, LargeObjectManager.READWRITE)) {
                        open.seek64(0, LargeObject.SEEK_END);
                        open.write(bytes(" and more"));
                    }
                }),
                byManager("truncate", (manager, object) -> {
                    try (LargeObject open = manager.open(object, LargeObjectManager.WRITE)) {
                        open.truncate64(2);
                    }
                }),
                byManager("delete", LargeObjectManager::delete),
                new Change("blob", LargeObjectPitfallsTest::byBlob),
                new Change("new blob", LargeObjectPitfallsTest::byNewBlob),
                sql("select lo_put(o, 2, 'put') from doc"),
                sql("select lowrite(lo_open(o, 131072), 'written') from doc"),
                sql("select lo_truncate(lo_open(o, 131072), 1) from doc"),
                sql("select lo_unlink(o) from doc"),
                sql("update pg_largeobject set data = 'below' where loid = (select o from doc)"),
                sql("do $$ begin perform lo_put(o, 0, 'block') from doc; end $$"),
                sql("update doc set o = lo_from_bytea(0, 'another')"));
    }

    private static void assertCurrent(Connection covered, String sql) throws SQLException {
        for (int i = 0; i < 4; i++) {
            ground.assertSame(covered, ground.other(), sql);
            assertThat(ground.served()).as(sql).isFalse();
            assertThat(atOnce(covered, sql)).as(sql).isEqualTo(atOnce(ground.other(), sql));
            assertThat(ground.served()).as(sql).isFalse();
        }
    }

    private static String atOnce(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Ground.told(rows);
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    private static void assertSeen(Change change, Connection by) throws Exception {
        try (Connection covered = ground.covered()) {
            for (String sql : READING) {
                ground.assertNeverServed(covered, sql);
            }
            change.act().on(by);
            for (String sql : READING) {
                assertCurrent(covered, sql);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeByAnother_isSeenAtOnce(Change change) throws Exception {
        assertSeen(change, ground.other());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeByThisJvm_isSeenAtOnce(Change change) throws Exception {
        try (Connection own = ground.covered()) {
            assertSeen(change, own);
        }
    }

    private static String content(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POINTER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Blob blob = row.getBlob(2);
            return new String(blob.getBytes(1, 100), StandardCharsets.US_ASCII);
        }
    }

    /** The pointer may come from the cache; what is behind it never does. */
    @Test
    void blobOfAnAnswerFromTheCache_isTheObjectAsItIs() throws SQLException {
        try (Connection covered = ground.covered()) {
            Ground.beginReadOnly(covered);
            for (int i = 0; i < 5; i++) {
                ground.warm(covered, POINTER);
                covered.commit();
                ground.sql("select lo_put(o, 0, 'next " + i + "') from doc");
                assertThat(content(covered)).isEqualTo("next " + i);
                assertThat(ground.served()).isTrue();
                covered.commit();
            }
            ground.sql("update doc set o = lo_from_bytea(0, 'another')");
            ground.pass();
            assertThat(content(covered)).isEqualTo("another");
            covered.commit();
        }
    }

    /** The session that uses the manager is not answered from the cache any more; others are. */
    @Test
    void pointer_isAnsweredToOthers_andCurrent() throws Exception {
        try (Connection own = ground.covered();
                Connection covered = ground.covered()) {
            ground.warm(covered, POINTER);
            ground.warm(own, POINTER);
            byNewBlob(own);
            ground.assertSame(covered, ground.other(), POINTER);
            inTransaction(
                    own,
                    () -> own.unwrap(PGConnection.class).getLargeObjectAPI().createLO());
            ground.assertNeverServed(own, POINTER);
            assertThat(ground.outcome()).isEqualTo("opaque");
            ground.warm(covered, POINTER);
            ground.assertSame(covered, ground.other(), POINTER);
        }
    }
}
