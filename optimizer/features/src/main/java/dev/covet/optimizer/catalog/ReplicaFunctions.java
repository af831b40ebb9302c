package dev.covet.optimizer.catalog;

import java.util.Set;

/**
 * The server's own functions of PostgreSQL that are not immutable, and yet may be called on a replica: they change nothing
 * there, and answer by their arguments, rows, the settings and rights of the session, the moment or chance. What is not
 * here may answer by the server it runs on, or do something that a replica allows in silence.
 */
final class ReplicaFunctions {
    private static final Set<String> VOLATILE = set("""
            array_sample array_shuffle bernoulli clock_timestamp gen_random_uuid pg_sleep pg_sleep_for pg_sleep_until
            random random_normal system timeofday uuidv4 uuidv7
            """);

    private static final Set<String> MOMENT = set("now statement_timestamp transaction_timestamp");

    private static final Set<String> SESSION = set("""
            current_catalog current_database current_role current_schema current_schemas current_user
            has_any_column_privilege has_column_privilege has_database_privilege has_function_privilege
            has_schema_privilege has_sequence_privilege has_table_privilege has_type_privilege pg_has_role
            row_security_active session_user user
            """);

    private static final Set<String> COMPUTING = set("""
            age array_agg array_to_json array_to_string concat concat_ws convert convert_from convert_to date date_add
            date_part date_subtract date_trunc enum_first enum_last enum_range extract format format_type
            generate_series in_range json_agg json_agg_strict json_build_array json_build_object json_object_agg
            json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict json_populate_record
            json_populate_recordset json_to_record json_to_recordset json_to_tsvector jsonb_agg jsonb_agg_strict
            jsonb_build_array jsonb_build_object jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique
            jsonb_object_agg_unique_strict jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz
            jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record jsonb_populate_record_valid
            jsonb_populate_recordset jsonb_to_record jsonb_to_recordset jsonb_to_tsvector length make_timestamptz
            money numeric overlaps pg_collation_for pg_input_error_info pg_input_is_valid pg_typeof
            phraseto_tsquery plainto_tsquery quote_literal quote_nullable row_to_json string_agg time timestamp
            timestamptz timetz timezone to_char to_date to_json to_jsonb to_number to_timestamp to_tsquery
            to_tsvector ts_debug ts_headline ts_match_tq ts_match_tt ts_parse ts_token_type websearch_to_tsquery
            xml xml_is_well_formed
            """);

    /** Of extensions: not volatile by their declaration, but they run a text that they are given. */
    private static final Set<String> RUN_TEXTS =
            set("connectby crosstab crosstab2 crosstab3 crosstab4 crosstabn xpath_table");

    private ReplicaFunctions() {}

    private static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+", -1));
    }

    /** Whether these may be called there, if there is none of the same name that somebody else has made. */
    static boolean areSafe(String name) {
        return VOLATILE.contains(name) || MOMENT.contains(name) || SESSION.contains(name) || COMPUTING.contains(name);
    }

    /** Whether it answers otherwise each time. */
    static boolean isFleeting(String name) {
        return VOLATILE.contains(name) || MOMENT.contains(name);
    }

    static boolean runTexts(String name) {
        return RUN_TEXTS.contains(name) || name.startsWith("pgr_") || name.startsWith("dblink");
    }
}
