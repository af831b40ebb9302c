package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What in a text makes its answer another one although no row has changed. */
final class SteadyFunctions {
    /** Of PostgreSQL: not immutable, but they depend on nothing else than their arguments and settings of the session. */
    private static final Set<String> BY_SETTINGS = Set.of(
            "array_agg",
            "array_to_json",
            "array_to_string",
            "concat",
            "concat_ws",
            "date",
            "date_add",
            "date_part",
            "date_subtract",
            "date_trunc",
            "extract",
            "format",
            "generate_series",
            "json_agg",
            "json_build_array",
            "json_build_object",
            "json_object_agg",
            "jsonb_agg",
            "jsonb_build_array",
            "jsonb_build_object",
            "jsonb_object_agg",
            "make_timestamptz",
            "overlaps",
            "phraseto_tsquery",
            "plainto_tsquery",
            "quote_literal",
            "quote_nullable",
            "row_to_json",
            "string_agg",
            "timezone",
            "to_char",
            "to_date",
            "to_json",
            "to_jsonb",
            "to_number",
            "to_timestamp",
            "to_tsquery",
            "to_tsvector",
            "ts_headline",
            "websearch_to_tsquery");

    /** Of PostgreSQL: they tell of the session, and the same as long as nobody sets something there. */
    private static final Set<String> OF_SESSION = Set.of(
            "current_catalog",
            "current_database",
            "current_role",
            "current_schema",
            "current_schemas",
            "current_setting",
            "current_user",
            "session_user",
            "user");

    /** What PostgreSQL reads as a time that moves, in whatever quotes, arrays and ranges it stands. */
    private static final Pattern MOVING =
            Pattern.compile("\\b(now|today|tomorrow|yesterday)\\b", Pattern.CASE_INSENSITIVE);

    /** Types whose values are shown as the names that objects of the catalog have at the moment. */
    private static final Pattern NAMING = Pattern.compile(
            "\\breg(class|collation|config|dictionary|namespace|oper|operator|proc|procedure|role|type)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What a lock on a row changes. */
    private static final Pattern LOCKED = Pattern.compile("\\b(xmax|cmin|cmax)\\b", Pattern.CASE_INSENSITIVE);

    private SteadyFunctions() {}

    static boolean dependOnSettings(String function) {
        return BY_SETTINGS.contains(function);
    }

    /** Whether it answers the same in one session as long as nothing is set there. */
    static boolean tellOfSession(String function) {
        return OF_SESSION.contains(function);
    }

    private static String keyword(String word) {
        return "the query has " + word + ", which tells of the moment or the session";
    }

    /** Those of {@link #reasons} that do not matter to the session that has asked. */
    static List<String> ofSession(QueryShape shape) {
        return shape.functionKeywords().stream()
                .filter(SteadyFunctions::tellOfSession)
                .map(SteadyFunctions::keyword)
                .toList();
    }

    /** The reasons in a text alone; empty if there is none. */
    static List<String> reasons(QueryShape shape) {
        List<String> reasons = new ArrayList<>();
        for (String keyword : shape.functionKeywords()) {
            reasons.add(keyword(keyword));
        }
        if (MOVING.matcher(shape.sql()).find()) {
            reasons.add("the query has a time relative to now, such as 'today'");
        }
        if (LOCKED.matcher(shape.sql()).find()) {
            reasons.add("the query has a column of the system that locks change, such as xmax");
        }
        if (NAMING.matcher(shape.sql()).find()) {
            reasons.add("the query has a value that is the name of an object of the catalog, such as of regclass");
        }
        if (shape.sql().toLowerCase(Locale.ROOT).contains("pg_temp")) {
            reasons.add("the query names a schema of temporary tables");
        }
        return reasons;
    }
}
