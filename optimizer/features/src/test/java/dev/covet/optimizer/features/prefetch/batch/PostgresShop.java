package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL for all tests of one JVM, with tables for each kind of key. */
public final class PostgresShop {
    /** Ends with the JVM. */
    public static final PostgresServer SERVER = PostgresServer.start();

    private static final String[] TABLES = {
        "create extension if not exists citext",
        "create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "create type mood as enum ('sad', 'glad')",
        "create table owner (id bigserial primary key, name varchar(30) not null, email citext, code varchar(20),"
                + " note text collate blind, fixed char(5), token uuid, tax numeric(10,2), born date, mood mood)",
        "create table kind (id int primary key, name varchar(20))",
        "create table pet (id bigserial primary key, owner_id bigint references owner, kind_id int, name text,"
                + " kind smallint, weight float8, active boolean, tenant int, created timestamptz)",
        "create index on pet (owner_id)",
        "create table passport (id int primary key, no varchar(10), owner_id bigint unique)",
        "create table tag (id int primary key, label text)",
        "create table owner_tag (owner_id bigint, tag_id int, primary key (owner_id, tag_id))",
        "create table nick (owner_id bigint, nick text)",
        "create table book (country char(2), no int, title text, primary key (country, no))",
        "insert into kind select i, 'kind ' || i from generate_series(1, 6) i",
        "insert into owner select i, 'Owner ' || i, 'O' || i || '@X.org', 'c' || i % 40,"
                + " case i % 3 when 0 then 'Foo' when 1 then 'foo' else 'bar' end, 'f' || i % 7,"
                + " md5(i::text)::uuid, (i % 50) / 4.0, date '2000-01-01' + i % 30,"
                + " case when i % 2 = 0 then 'sad' else 'glad' end::mood from generate_series(1, 500) i",
        "insert into owner values (501, 'q', null, 'it''s \"q\"', 'x'), (502, 'b', null, 'back\\slash,{}', 'x'),"
                + " (503, 'u', null, 'grün 漢字 😀', 'x'), (504, 'n', null, 'NULL', 'x'), (505, 'e', null, '', 'x')",
        "insert into pet select i, case when i % 11 = 0 then null else (i * 7) % 480 + 1 end, i % 7, 'pet ' || i % 9,"
                + " i % 3, i / 3.0, i % 5 <> 0, i % 4, timestamptz '2020-01-01 00:00Z' + i % 5 * interval '1 day'"
                + " from generate_series(1, 1500) i",
        "insert into passport select i, 'P' || i, i from generate_series(1, 300) i",
        "insert into tag select i, 'tag ' || i from generate_series(1, 20) i",
        "insert into owner_tag select o, t from generate_series(1, 200) o, generate_series(1, 20) t"
                + " where (o + t) % 6 = 0",
        "insert into nick select i % 100, 'nick ' || i from generate_series(1, 300) i",
        "insert into book select c, n, c || n from unnest(array['de', 'at', 'ch']) c, generate_series(1, 40) n",
        "analyze"
    };

    private PostgresShop() {}

    /** Closed by the JVM's end. */
    public static TestDatabase create() {
        return SERVER.createDatabase(PostgresShop::fill);
    }

    private static void fill(Connection connection) throws SQLException {
        Sql.execute(connection, TABLES);
    }
}
