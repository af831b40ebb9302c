package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A MariaDB for all tests of one JVM, with tables for each kind of key. */
public final class MariaDbShop {
    /** Ends with the JVM. */
    public static final DatabaseServer SERVER = Servers.mariaDb();

    private static final String[] TABLES = {
        "create table owner (id bigint auto_increment primary key, name varchar(30) not null, code varchar(20)"
                + " collate utf8mb4_general_ci, exact varchar(20) collate utf8mb4_bin, tax decimal(10,2), born date,"
                + " key (code), key (exact))",
        "create table kind (id int primary key, name varchar(20))",
        "create table pet (id bigint auto_increment primary key, owner_id bigint, kind_id int, name varchar(40),"
                + " kind smallint, weight double, active boolean, tenant int, created datetime(3), key (owner_id))",
        "create table passport (id int primary key, no varchar(10), owner_id bigint unique)",
        "create table tag (id int primary key, label text)",
        "create table owner_tag (owner_id bigint, tag_id int, primary key (owner_id, tag_id))",
        "create table nick (owner_id bigint, nick text)",
        "create table book (country char(2), no int, title text, primary key (country, no))",
        "insert into kind select seq, concat('kind ', seq) from seq_1_to_6",
        "insert into owner select seq, concat('Owner ', seq), elt(seq % 4 + 1, 'foo', 'Foo', 'FÓO', concat('c', seq % 40)),"
                + " elt(seq % 3 + 1, 'foo', 'Foo', 'foo '), (seq % 50) / 4, '2000-01-01' + interval seq % 30 day"
                + " from seq_1_to_500",
        "insert into owner (name, code, exact) values ('q', 'it''s \"q\"', 'x'), ('b', 'back\\\\slash', 'x'),"
                + " ('u', 'grün 漢字 😀', 'x'), ('3', '3abc', '3'), ('3', '3', '3abc')",
        "insert into pet select seq, if(seq % 11 = 0, null, (seq * 7) % 480 + 1), seq % 7, concat('pet ', seq % 9),"
                + " seq % 3, seq / 3.0, seq % 5 <> 0, seq % 4, '2020-01-01' + interval seq % 5 day from seq_1_to_1500",
        "insert into passport select seq, concat('P', seq), seq from seq_1_to_300",
        "insert into tag select seq, concat('tag ', seq) from seq_1_to_20",
        "insert into owner_tag select o.seq, t.seq from seq_1_to_200 o, seq_1_to_20 t where (o.seq + t.seq) % 6 = 0",
        "insert into nick select seq % 100, concat('nick ', seq) from seq_1_to_300",
        "insert into book select c.c, n.seq, concat(c.c, n.seq) from (select 'de' as c union select 'at') c, seq_1_to_40 n",
        "create table every (id int primary key, f float, e enum('a','b'), s set('x','y'), b bit(5), z int(6) zerofill,"
                + " y year, t3 time(3), ts timestamp(3) null, j json, ti tinyint(1), bl blob, u bigint unsigned,"
                + " mt mediumtext)",
        "insert into every values (1, 0.333333333, 'a', 'x,y', b'101', 7, 2020, '10:00:00.123',"
                + " '2020-01-01 10:00:00.5', '{\"a\":1}', 1, 'xx', 18446744073709551615, 'm'),"
                + " (2, 1e30, 'b', '', b'1', 7, 1901, '-10:00:00', null, '[]', 0, null, 5, '')",
        "analyze table owner, kind, pet, passport, tag, owner_tag, nick, book"
    };

    private MariaDbShop() {}

    static TestDatabase create() {
        return SERVER.createDatabase(MariaDbShop::fill);
    }

    /** The same tables. MySQL has no tables of numbers of its own. */
    static TestDatabase onMySql(DatabaseServer server) {
        return server.createDatabase(connection -> {
            for (int numbers : List.of(6, 20, 40, 100, 200, 300, 500, 1500)) {
                Sql.execute(
                        connection,
                        "set cte_max_recursion_depth = 2000",
                        "create table seq_1_to_" + numbers + " (seq bigint primary key)",
                        "insert into seq_1_to_" + numbers + " with recursive n as (select 1 as seq union all"
                                + " select seq + 1 from n where seq < " + numbers + ") select seq from n");
            }
            fill(connection);
        });
    }

    private static void fill(Connection connection) throws SQLException {
        Sql.execute(connection, TABLES);
    }
}
