package dev.covet.optimizer.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that sets something of its session.
 *
 * @param name of the setting, in lower case; empty if the statement is not about one that is named in it
 */
public record SettingChange(Kind kind, String name) {
    /** What it does. */
    public enum Kind {
        /** One setting gets a value, which the session can tell afterwards and nothing else is changed. */
        SET,
        /** One setting is as it was when the session began. */
        RESET,
        /** All settings are. */
        RESET_ALL,
        /** All that the session has is gone. */
        DISCARD_ALL,
        /** Nobody here knows. */
        UNKNOWN
    }

    private static final SettingChange UNKNOWN = new SettingChange(Kind.UNKNOWN, "");
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    /** What applications write around a statement. */
    private static final Pattern COMMENT =
            Pattern.compile("\\A\\s*/\\*(?![!M+])[^*]*\\*/|/\\*(?![!M+])[^*]*\\*/\\s*\\z");

    private static final String NAME = "([a-z_][a-z0-9_$]*(?:\\.[a-z_][a-z0-9_$]*)*)";

    private static final Pattern SET =
            Pattern.compile("\\s*set\\s+(?:(?:session|local)\\s+)?" + NAME + "\\s*(?:=|\\bto\\b).+", FLAGS);

    /** PostgreSQL's own words for some. */
    private static final Pattern SET_WORDS =
            Pattern.compile("\\s*set\\s+(?:(?:session|local)\\s+)?(time\\s+zone|role|schema)\\s.+", FLAGS);

    private static final Pattern RESET =
            Pattern.compile("\\s*reset\\s+(?:(time\\s+zone)|" + NAME + ")\\s*;?\\s*", FLAGS);

    private static final Pattern DISCARD_ALL = Pattern.compile("\\s*discard\\s+all\\s*;?\\s*", FLAGS);

    private static final Pattern FUNCTION = Pattern.compile(
            "\\s*select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'" + NAME
                    + "'\\s*,\\s*(?:'[^'\\\\]*'|\\?)\\s*,\\s*(?:true|false|\\?)\\s*\\)(?:\\s+as\\s+\\w+)?\\s*;?\\s*",
            FLAGS);

    /** One assignment of a literal, a number or a word. */
    private static final Pattern MYSQL = Pattern.compile(
            "\\s*set\\s+(?:session\\s+|local\\s+|@@session\\.|@@local\\.|@@)?([a-z_][a-z0-9_]*)\\s*:?=\\s*"
                    + "(?:'[^'\\\\]*'|[+-]?[\\w.]+)\\s*;?\\s*",
            FLAGS);

    /** What the session tells of these can be set in another session. */
    private static final Set<String> OF_POSTGRES = words("""
            role search_path timezone datestyle intervalstyle bytea_output extra_float_digits lc_monetary lc_numeric lc_time
            xmlbinary xmloption row_security array_nulls default_text_search_config transform_null_equals
            gin_fuzzy_search_limit statement_timeout lock_timeout client_min_messages
            """);

    /** Only ways and costs of answering depend on these. */
    private static final Set<String> INDIFFERENT_TO_POSTGRES = words("""
            application_name work_mem maintenance_work_mem hash_mem_multiplier logical_decoding_work_mem temp_buffers
            cpu_tuple_cost cpu_index_tuple_cost cpu_operator_cost seq_page_cost random_page_cost parallel_setup_cost
            parallel_tuple_cost min_parallel_table_scan_size min_parallel_index_scan_size max_parallel_workers
            max_parallel_workers_per_gather max_parallel_maintenance_workers parallel_leader_participation
            effective_cache_size effective_io_concurrency maintenance_io_concurrency jit jit_above_cost
            jit_inline_above_cost jit_optimize_above_cost geqo geqo_threshold geqo_effort geqo_pool_size
            geqo_generations geqo_selection_bias geqo_seed from_collapse_limit join_collapse_limit
            default_statistics_target cursor_tuple_fraction constraint_exclusion plan_cache_mode
            idle_in_transaction_session_timeout idle_session_timeout tcp_keepalives_idle tcp_keepalives_interval
            tcp_keepalives_count tcp_user_timeout
            """);

    private static final Set<String> OF_MYSQL = words("""
            time_zone sql_mode group_concat_max_len lc_time_names div_precision_increment default_week_format
            max_sort_length sql_big_selects max_join_size collation_connection max_statement_time max_execution_time
            """);

    private static final Set<String> INDIFFERENT_TO_MYSQL = words("""
            wait_timeout interactive_timeout net_read_timeout net_write_timeout net_retry_count net_buffer_length
            lock_wait_timeout innodb_lock_wait_timeout foreign_key_checks unique_checks sort_buffer_size join_buffer_size
            read_buffer_size read_rnd_buffer_size tmp_table_size max_heap_table_size bulk_insert_buffer_size
            """);

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+", -1));
    }

    /** What a statement of its own sets; {@link Kind#UNKNOWN} unless that is certain. */
    public static SettingChange of(SqlText text) {
        if (!text.changesSession()) {
            return ofLocal(text);
        }
        return read(text);
    }

    /** Until the end of its transaction, which is no change of the session by its grammar. */
    private static SettingChange ofLocal(SqlText text) {
        return text.kind() == StatementKind.SET && text.transaction() == TransactionVerb.NONE ? read(text) : UNKNOWN;
    }

    private static SettingChange read(SqlText text) {
        boolean postgres = text.dialect() == Dialect.POSTGRESQL;
        if (!postgres && text.dialect() != Dialect.MYSQL) {
            return UNKNOWN;
        }
        String sql = COMMENT.matcher(text.sql()).replaceAll("");
        return switch (text.kind()) {
            case SET -> postgres ? ofPostgres(sql) : ofMySql(sql);
            case SELECT -> postgres ? named(FUNCTION.matcher(sql)) : UNKNOWN;
            case OTHER ->
                postgres && DISCARD_ALL.matcher(sql).matches() ? new SettingChange(Kind.DISCARD_ALL, "") : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static SettingChange ofPostgres(String sql) {
        Matcher reset = RESET.matcher(sql);
        if (reset.matches()) {
            String name = reset.group(1) == null ? lower(reset.group(2)) : "timezone";
            return name.equals("all") ? new SettingChange(Kind.RESET_ALL, "") : new SettingChange(Kind.RESET, name);
        }
        Matcher words = SET_WORDS.matcher(sql);
        SettingChange found = named(SET.matcher(sql));
        if (found.kind == Kind.UNKNOWN && words.matches()) {
            return switch (lower(words.group(1)).charAt(0)) {
                case 't' -> new SettingChange(Kind.SET, "timezone");
                case 'r' -> new SettingChange(Kind.SET, "role");
                default -> new SettingChange(Kind.SET, "search_path");
            };
        }
        return found;
    }

    private static SettingChange ofMySql(String sql) {
        return named(MYSQL.matcher(sql));
    }

    private static SettingChange named(Matcher found) {
        return found.matches() ? new SettingChange(Kind.SET, lower(found.group(1))) : UNKNOWN;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the session can tell it, and another one be given it; or nothing that is answered depends on it. */
    public boolean isMirrored(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL
                ? OF_POSTGRES.contains(name)
                        || INDIFFERENT_TO_POSTGRES.contains(name)
                        || name.startsWith("enable_")
                        || isCustom(dialect)
                : OF_MYSQL.contains(name) || INDIFFERENT_TO_MYSQL.contains(name);
    }

    /** Whether its name is the application's own choice, or an extension's. */
    public boolean isCustom(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL && name.indexOf('.') >= 0;
    }
}
