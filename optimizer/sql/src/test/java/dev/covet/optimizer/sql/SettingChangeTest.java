package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.SettingChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingChangeTest {
    private static SettingChange of(Dialect dialect, String sql) {
        return SettingChange.of(SqlText.of(sql, dialect));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set app.tenant = '7'|app.tenant",
                "SET LOCAL app.tenant TO 7|app.tenant",
                "set session TimeZone to 'UTC';|timezone",
                "set time zone 'Asia/Tokyo'|timezone",
                "set local time zone local|timezone",
                "set role \"a role\"|role",
                "set local role none|role",
                "set schema 'pets'|search_path",
                "set search_path = a, \"B\", public|search_path",
                "/* from here */ set search_path to x /* to here */|search_path",
                "select set_config('app.tenant', ?, true)|app.tenant",
                "select pg_catalog.set_config('App.Tenant', 'x', false) as tenant|app.tenant",
                "set enable_seqscan = off|enable_seqscan"
            })
    void ofPostgres_isMirrored(String sql, String name) {
        SettingChange change = of(Dialect.POSTGRESQL, sql);
        assertThat(change).isEqualTo(new SettingChange(Kind.SET, name));
        assertThat(change.isMirrored(Dialect.POSTGRESQL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set exit_on_error = on",
                "set session authorization someone",
                "set session characteristics as transaction read only",
                "set names 'latin1'",
                "set xml option document",
                "set default_transaction_isolation = 'serializable'",
                "set client_encoding = 'latin1'",
                "set synchronous_commit = off",
                "set app.tenant = '7'; set role x",
                "select set_config('app.tenant', name, true) from pet",
                "select set_config('app.tenant', '7', true), pg_advisory_lock(1)",
                "select set_config(?, '7', true)",
                "select set_config('client_encoding', ?, false)",
                "listen pets",
                "create temporary table pet (id int)",
                "discard plans"
            })
    void ofPostgres_isNotMirrored(String sql) {
        SettingChange change = of(Dialect.POSTGRESQL, sql);
        assertThat(change.kind() == Kind.SET && change.isMirrored(Dialect.POSTGRESQL))
                .isFalse();
        assertThat(change.kind()).isIn(Kind.SET, Kind.UNKNOWN);
    }

    @Test
    void resets_ofPostgres() {
        assertThat(of(Dialect.POSTGRESQL, "reset all").kind()).isEqualTo(Kind.RESET_ALL);
        assertThat(of(Dialect.POSTGRESQL, "discard all;").kind()).isEqualTo(Kind.DISCARD_ALL);
        assertThat(of(Dialect.POSTGRESQL, "reset role")).isEqualTo(new SettingChange(Kind.RESET, "role"));
        assertThat(of(Dialect.POSTGRESQL, "reset time zone")).isEqualTo(new SettingChange(Kind.RESET, "timezone"));
        assertThat(of(Dialect.POSTGRESQL, "reset session authorization").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void ofMySql() {
        for (String sql : List.of(
                "set time_zone = '+01:00'", "set @@session.time_zone = 'SYSTEM'", "set session time_zone := SYSTEM")) {
            SettingChange change = of(Dialect.MYSQL, sql);
            assertThat(change).as(sql).isEqualTo(new SettingChange(Kind.SET, "time_zone"));
            assertThat(change.isMirrored(Dialect.MYSQL)).isTrue();
        }
        for (String sql : List.of(
                "set time_zone = '+01:00', sql_log_bin = 0",
                "set time_zone = (select zone from own)",
                "set time_zone = own()",
                "set sql_log_bin = 0",
                "set @time_zone = 1",
                "set names latin1",
                "set role someone",
                "use other",
                "set global time_zone = '+01:00'")) {
            SettingChange change = of(Dialect.MYSQL, sql);
            assertThat(change.kind() == Kind.SET && change.isMirrored(Dialect.MYSQL))
                    .as(sql)
                    .isFalse();
        }
    }
}
