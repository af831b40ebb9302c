package dev.covet.nplus1.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * A type of column that rows are found by.
 *
 * @param sql as the database names it
 * @param values some of it as literals, those that are easily taken for each other among them
 * @param binders how applications bind it
 */
record KeyType(String sql, List<String> values, List<Binder> binders) {
    private static final List<Binder> WHOLE =
            List.of(Binder.LONG, Binder.INT, Binder.OBJECT, Binder.DECIMAL, Binder.TYPED_BIGINT);
    private static final List<Binder> TEXT = List.of(Binder.STRING, Binder.OBJECT, Binder.TYPED_VARCHAR);

    private static final List<String> WORDS = List.of(
            "'a'", "'A'", "'b'", "'b '", "''", "' '", "'it''s'", "'a\"b'", "'x,y'", "'{z}'", "'ä'", "'Ä'", "'null'",
            "'1'", "'01'", "'漢'");

    private static final List<String> TIMES = List.of(
            "'2020-03-29 01:30:00'",
            "'2020-03-29 02:30:00'",
            "'2020-10-25 02:30:00'",
            "'1999-12-31 23:59:59.125'",
            "'2020-10-25 02:30:00.001'");

    static List<KeyType> ofPostgres() {
        List<KeyType> types = new ArrayList<>();
        types.add(new KeyType("int", whole(2_147_483_647L), WHOLE));
        types.add(new KeyType("bigint", whole(9_223_372_036_854_775_807L), WHOLE));
        types.add(new KeyType("smallint", whole(32_767), List.of(Binder.SHORT, Binder.INT, Binder.LONG)));
        types.add(new KeyType(
                "numeric(8,2)",
                List.of("1", "1.5", "2.25", "0", "-3", "99.99", "1.05", "10"),
                List.of(Binder.DECIMAL)));
        types.add(new KeyType("char(6)", WORDS, TEXT));
        types.add(new KeyType("varchar(12)", WORDS, TEXT));
        types.add(new KeyType("text", WORDS, TEXT));
        types.add(new KeyType(
                "uuid",
                List.of(
                        "'00000000-0000-0000-0000-000000000001'",
                        "'00000000-0000-0000-0000-000000000002'",
                        "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
                List.of(Binder.OBJECT)));
        types.add(new KeyType("date", List.of("'2020-01-01'", "'2020-02-29'", "'1999-12-31'"), List.of(Binder.DATE)));
        types.add(new KeyType("boolean", List.of("true", "false"), List.of(Binder.OBJECT)));
        List<Binder> named = List.of(Binder.STRING, Binder.OBJECT, Binder.TYPED_OTHER);
        types.add(new KeyType("citext", WORDS, named));
        types.add(new KeyType("varchar(12) collate \"und-x-icu\"", WORDS, TEXT));
        types.add(new KeyType("text collate any_case", WORDS, TEXT));
        types.add(new KeyType("char(6) collate any_case", WORDS, TEXT));
        types.add(new KeyType("mood", List.of("'glad'", "'Glad'", "'so, so'"), named));
        types.add(new KeyType("bytea", List.of("'\\x'", "'\\x00'", "'\\x00ff41'", "'\\x41'"), List.of(Binder.BYTES)));
        types.add(new KeyType("timestamptz", TIMES, List.of(Binder.TIMESTAMP, Binder.OFFSET_TIME)));
        types.add(new KeyType("timestamp", TIMES, List.of(Binder.TIMESTAMP)));
        return types;
    }

    static List<KeyType> ofMariaDb() {
        List<KeyType> types = new ArrayList<>();
        types.add(new KeyType("int", whole(2_147_483_647L), WHOLE));
        types.add(new KeyType("bigint", whole(9_223_372_036_854_775_807L), WHOLE));
        types.add(new KeyType("smallint", whole(32_767), List.of(Binder.SHORT, Binder.INT, Binder.LONG)));
        types.add(new KeyType("int unsigned", List.of("1", "2", "4294967295", "0"), List.of(Binder.LONG)));
        types.add(new KeyType(
                "decimal(8,2)",
                List.of("1", "1.5", "2.25", "0", "-3", "99.99", "1.05", "10"),
                List.of(Binder.DECIMAL)));
        types.add(new KeyType("char(6)", WORDS, TEXT));
        types.add(new KeyType("varchar(12) collate utf8mb4_general_ci", WORDS, TEXT));
        types.add(new KeyType("varchar(12) collate utf8mb4_bin", WORDS, TEXT));
        types.add(new KeyType("varchar(12) collate utf8mb4_nopad_bin", WORDS, TEXT));
        types.add(new KeyType("varchar(12) character set latin1", WORDS.subList(0, 10), TEXT));
        types.add(new KeyType("text", WORDS, TEXT));
        types.add(new KeyType("enum('a','b','x,y')", List.of("'a'", "'b'", "'x,y'"), TEXT));
        types.add(new KeyType("varbinary(12)", WORDS, List.of(Binder.BYTES, Binder.STRING)));
        types.add(new KeyType("datetime(3)", TIMES, List.of(Binder.TIMESTAMP)));
        types.add(new KeyType("date", List.of("'2020-01-01'", "'2020-02-29'", "'1999-12-31'"), List.of(Binder.DATE)));
        return types;
    }

    private static List<String> whole(long largest) {
        return List.of("1", "2", "3", "4", "5", "7", "10", "11", "0", "-1", String.valueOf(largest), "100");
    }
}
