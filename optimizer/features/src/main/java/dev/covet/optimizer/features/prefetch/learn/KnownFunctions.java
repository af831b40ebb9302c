package dev.covet.optimizer.features.prefetch.learn;

import java.util.Set;

/**
 * Functions of every database that only compute. What is not here may do anything: an application can define functions
 * that write.
 */
final class KnownFunctions {
    private static final Set<String> COMPUTING = Set.of(
            "count", "sum", "avg", "min", "max", "coalesce", "nullif", "greatest", "least", "abs", "round", "floor",
            "ceil", "ceiling", "mod", "power", "sqrt", "sign", "trunc", "lower", "upper", "trim", "ltrim", "rtrim",
            "btrim", "substring", "substr", "length", "char_length", "character_length", "octet_length", "concat",
            "concat_ws", "replace", "position", "locate", "instr", "left", "right", "lpad", "rpad", "reverse",
            "repeat", "cast", "extract", "date_part", "date_trunc", "to_char", "to_date", "to_number", "to_timestamp",
            "year", "month", "day", "hour", "minute", "second", "date", "date_format", "datediff", "timestampdiff",
            "string_agg", "array_agg", "group_concat", "json_agg", "jsonb_agg", "json_build_object",
            "jsonb_build_object", "bool_and", "bool_or", "every", "row_number", "rank", "dense_rank", "lag", "lead",
            "first_value", "last_value", "if", "ifnull", "isnull", "nvl", "md5", "in", "exists", "any", "some", "all",
            "values", "array", "row", "unnest", "over", "filter", "join", "on", "as", "using", "and", "or", "not",
            "between", "like", "interval", "varchar", "char", "decimal", "numeric", "within", "partition", "rollup",
            "cube", "grouping", "sets", "lateral", "materialized", "generate_series", "bit_and", "bit_or", "variance",
            "stddev", "percentile_cont", "percentile_disc", "st_x", "st_y");

    private KnownFunctions() {}

    static boolean onlyCompute(Iterable<String> names) {
        for (String name : names) {
            if (!COMPUTING.contains(name)) {
                return false;
            }
        }
        return true;
    }
}
