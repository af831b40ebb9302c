package dev.covet.instrumentation.drivers;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables on MariaDB: pets, and one with a column of each type. */
final class EveryWireType {
    /** Each type, a value of it, and what is empty, zero or smallest of it. */
    private static final List<String> TYPES = List.of(
            "tinyint|-7|-128",
            "tinyint(1)|1|0",
            "tinyint unsigned|200|255",
            "smallint|-300|-32768",
            "smallint unsigned|60000|65535",
            "mediumint|-70000|-8388608",
            "mediumint unsigned|16000000|16777215",
            "int|-70000|-2147483648",
            "int unsigned|4000000000|4294967295",
            "int(8) zerofill|42|0",
            "bigint|-7000000000|-9223372036854775808",
            "bigint unsigned|18446744073709551615|0",
            "decimal(9,3)|12.340|-0.001",
            "float|1.5|-0.0",
            "double|2.25|-1.7976931348623157e308",
            "double(8,3)|2.5|0",
            "bit(1)|b'1'|b'0'",
            "bit(12)|b'101010101010'|b'0'",
            "date|'2024-02-29'|'0000-00-00'",
            "time|'23:59:58'|'-838:59:59'",
            "time(6)|'-123:59:58.123456'|'00:00:00'",
            "datetime|'2024-02-29 12:13:14'|'0000-00-00 00:00:00'",
            "datetime(6)|'2024-02-29 12:13:14.000015'|'1000-01-01 00:00:00'",
            "timestamp(3) null|'2024-02-29 12:13:14.5'|'0000-00-00 00:00:00'",
            "year|2024|0",
            "char(6)|'pad'|''",
            "varchar(20)|'é text'|''",
            "varchar(20) character set latin1|'ümlaut'|'\\''",
            "binary(4)|x'00ff10'|''",
            "varbinary(9)|x'00ff'|''",
            "tinytext|'tiny'|''",
            "text|'text'|repeat('ü', 4000)",
            "mediumtext|'medium'|repeat('m', 70000)",
            "longtext|'long'|''",
            "tinyblob|x'01'|repeat(x'fb', 255)",
            "blob|x'0102'|repeat(x'fc', 300)",
            "mediumblob|x'03'|''",
            "longblob|x'04'|''",
            "enum('a','b')|'b'|'a'",
            "set('x','y','z')|'x,z'|''",
            "json|'{\"a\": 1}'|'{}'",
            "point|st_geomfromtext('POINT(1 2)')|st_geomfromtext('POINT(0 0)')",
            "uuid|'11111111-2222-3333-4444-555555555555'|'00000000-0000-0000-0000-000000000000'",
            "inet6|'::1'|'::'",
            "inet4|'127.0.0.1'|'0.0.0.0'",
            "bit(64)|b'11'|b'0'",
            "char(3) character set utf8mb4 collate utf8mb4_bin|'😀'|''",
            "varchar(9) character set ucs2|'é'|''",
            "geometry|st_geomfromtext('LINESTRING(0 0,1 1)')|st_geomfromtext('GEOMETRYCOLLECTION(POINT(1 1))')",
            "polygon|st_geomfromtext('POLYGON((0 0,1 0,1 1,0 0))')|null");

    private EveryWireType() {}

    static int count() {
        return TYPES.size();
    }

    /** The names of the columns whose type is wanted. */
    static List<String> columns(Predicate<String> wanted) {
        return IntStream.range(0, TYPES.size())
                .filter(i -> wanted.test(TYPES.get(i)))
                .mapToObj(i -> "c" + i)
                .toList();
    }

    /** A row with a value of each type, one with nulls, and twelve pets. */
    static void create(Statement statement) throws SQLException {
        String columns = IntStream.range(0, TYPES.size())
                .mapToObj(i -> "c" + i + " " + part(TYPES.get(i), 0))
                .collect(Collectors.joining(", "));
        statement.execute("create table every (id int primary key auto_increment, " + columns + ")");
        statement.execute("insert into every values (1, " + values(type -> part(type, 1)) + ")");
        statement.execute("insert into every (id) values (2)");
        statement.execute("create table pet (id int primary key, owner int not null, name varchar(20))");
        statement.execute("insert into pet select seq, seq % 4, concat('pet ', seq) from seq_1_to_12");
    }

    /** Another row, of what is empty, zero or smallest. */
    static void addEmpty(Statement statement) throws SQLException {
        statement.execute("set sql_mode = ''");
        statement.execute("insert into every values (3, " + values(type -> part(type, 2)) + ")");
    }

    private static String values(Function<String, String> value) {
        return TYPES.stream().map(value).collect(Collectors.joining(", "));
    }

    private static String part(String type, int part) {
        return type.split("\\|", -1)[part];
    }
}
