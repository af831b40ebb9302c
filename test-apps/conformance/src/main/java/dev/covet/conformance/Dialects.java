package dev.covet.conformance;

import static dev.covet.conformance.Category.ARRAY;
import static dev.covet.conformance.Category.BLOB;
import static dev.covet.conformance.Category.BOOLEAN;
import static dev.covet.conformance.Category.BYTES;
import static dev.covet.conformance.Category.CLOB;
import static dev.covet.conformance.Category.DATE;
import static dev.covet.conformance.Category.DECIMAL;
import static dev.covet.conformance.Category.FLOATING;
import static dev.covet.conformance.Category.INTEGER;
import static dev.covet.conformance.Category.OTHER;
import static dev.covet.conformance.Category.TEXT;
import static dev.covet.conformance.Category.TIME;
import static dev.covet.conformance.Category.TIMESTAMP;
import static dev.covet.conformance.Template.Kind.BROKEN;
import static dev.covet.conformance.Template.Kind.CALL;
import static dev.covet.conformance.Template.Kind.SEVERAL;
import static dev.covet.conformance.Template.Kind.UPDATE;

import dev.covet.conformance.Dialect.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The dialects of databases that are libraries. */
final class Dialects {
    private Dialects() {}

    static Dialect h2() {
        KindTable kinds = new KindTable()
                .with("c_tiny", INTEGER, "tinyint", "1", "-128")
                .with("c_small", INTEGER, "smallint", "300", "-32768")
                .with("c_long", INTEGER, "bigint", "9223372036854775807", "-5")
                .with("c_numeric", DECIMAL, "numeric(20, 3)", "123.450", "-0.001")
                .with("c_decfloat", DECIMAL, "decfloat(20)", "1.5E3", "-2")
                .with("c_real", FLOATING, "real", "1.5", "-0.1")
                .with("c_double", FLOATING, "double precision", "2.5e10", "cast('NaN' as double precision)")
                .with("c_boolean", BOOLEAN, "boolean", "true", "false")
                .with("c_char", TEXT, "char(5)", "'ab'", "'x'")
                .with("c_varchar", TEXT, "varchar(100)", "'Grüße €'", "'42'")
                .with("c_binary", BYTES, "varbinary(100)", "X'00ff10'", "X''")
                .with("c_blob", BLOB, "blob", "X'0102030405'", "X'ff'")
                .with("c_clob", CLOB, "clob", "repeat('long ', 500)", "'short'")
                .with("c_date", DATE, "date", "date '2024-02-29'", "date '1582-10-04'")
                .with("c_time", TIME, "time(3)", "time '23:59:59.123'", "time '00:00:00'")
                .with("c_time_zone", OTHER, "time with time zone", "time '10:00:00+02'", "time '10:00:00-05'")
                .with(
                        "c_timestamp",
                        TIMESTAMP,
                        "timestamp(6)",
                        "timestamp '2024-03-31 02:30:00.123456'",
                        "timestamp '1900-01-01 00:00:00'")
                .with(
                        "c_moment",
                        TIMESTAMP,
                        "timestamp with time zone",
                        "timestamp '2024-01-01 00:00:00+05:30'",
                        "timestamp '2024-07-01 12:00:00Z'")
                .with(
                        "c_uuid",
                        Category.UUID,
                        "uuid",
                        "uuid '00112233-4455-6677-8899-aabbccddeeff'",
                        "uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff'")
                .with(
                        "c_interval",
                        OTHER,
                        "interval day to second",
                        "interval '1 02:03:04.5' day to second",
                        "interval '-1 0:0:0' day to second")
                .with("c_array", ARRAY, "integer array", "array[1, null, 3]", "array[]")
                .with("c_json", OTHER, "json", "json '{\"a\": [1, 2]}'", "json 'null'")
                .with("c_enum", OTHER, "enum('red', 'green')", "'red'", "'green'")
                .with("c_row", OTHER, "row(a integer, b varchar(10))", "row (1, 'x')", "row (2, null)");
        List<Template> templates = CommonSql.templates(kinds);
        templates.add(Template.of(CALL, "{? = call abs(?)}", INTEGER));
        templates.add(Template.of(CALL, "call length(?)", TEXT));
        templates.add(Template.of(CALL, "{call upper(?)}", TEXT));
        templates.add(
                Template.of(SEVERAL, "insert into lane_1 (name) values ('a'); insert into lane_1 (name) values ('b')"));
        templates.add(Template.of(
                UPDATE, "merge into part (id, item_id, label) key (id) values (?, ?, ?)", INTEGER, INTEGER, TEXT));
        templates.add(Template.query(
                "select * from final table (insert into lane_2 (name) values (?))",
                List.of(new Column("id", INTEGER), new Column("name", TEXT)),
                TEXT));
        List<String> reset = new ArrayList<>(CommonSql.emptied());
        reset.addAll(CommonSql.rows(kinds));
        Stream.of("item", "lane_1", "lane_2")
                .forEach(table -> reset.add("alter table " + table + " alter column id restart with 100"));
        return new Dialect(
                "h2",
                setup(kinds, "integer generated by default as identity primary key"),
                List.of(String.join(";", reset)),
                templates,
                List.of("INTEGER", "VARCHAR", "nonsense"),
                List.of("PUBLIC", "INFORMATION_SCHEMA", "missing"),
                List.of("CONFORMANCE"),
                Set.of(),
                Set.of(Trait.values()));
    }

    static Dialect sqlite() {
        KindTable kinds = new KindTable()
                .with("c_integer", INTEGER, "integer", "9223372036854775807", "-5")
                .with("c_numeric", DECIMAL, "numeric(20, 3)", "123.45", "-0.001")
                .with("c_real", FLOATING, "real", "1.5", "-0.1")
                .with("c_boolean", BOOLEAN, "boolean", "1", "0")
                .with("c_text", TEXT, "text", "'Grüße €'", "'42'")
                .with("c_long_text", CLOB, "clob", "hex(zeroblob(600))", "'short'")
                .with("c_blob", BLOB, "blob", "X'0102030405'", "X''")
                .with("c_date", DATE, "date", "'2024-02-29'", "1709164800000")
                .with("c_time", TIME, "time", "'23:59:59'", "0")
                .with("c_timestamp", TIMESTAMP, "timestamp", "'2024-03-31 02:30:00.123'", "1709164800000")
                .with("c_any", OTHER, "", "'text'", "X'ff'");
        List<Template> templates = CommonSql.templates(kinds);
        templates.add(Template.query(
                "insert into lane_1 (name) values (?) returning id, name",
                List.of(new Column("id", INTEGER), new Column("name", TEXT)),
                TEXT));
        templates.add(Template.of(UPDATE, "insert or ignore into item (name, quantity) values (?, ?)", TEXT, INTEGER));
        templates.add(Template.of(CALL, "{call upper(?)}", TEXT));
        templates.add(
                Template.of(SEVERAL, "insert into lane_1 (name) values ('a'); insert into lane_1 (name) values ('b')"));
        templates.add(Template.of(BROKEN, "select json('{')"));
        List<String> reset = new ArrayList<>(List.of("begin immediate"));
        reset.addAll(CommonSql.emptied());
        reset.addAll(CommonSql.rows(kinds));
        reset.add("update sqlite_sequence set seq = 100");
        reset.add("commit");
        return new Dialect(
                "sqlite",
                setup(kinds, "integer primary key autoincrement"),
                reset,
                templates,
                List.of("INTEGER"),
                List.of("main"),
                List.of("main", "missing"),
                Set.of(),
                Set.of(Trait.UNNAMED_SAVEPOINTS));
    }

    static List<String> setup(KindTable kinds, String identity) {
        return Stream.concat(CommonSql.tables(identity).stream(), Stream.of(kinds.create()))
                .toList();
    }
}
