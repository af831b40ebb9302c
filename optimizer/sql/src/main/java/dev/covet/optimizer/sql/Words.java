package dev.covet.optimizer.sql;

import java.util.Set;

/** Words of queries by their role, in lower case. */
final class Words {
    /** What stands before a parenthesis and calls nothing: no function can have such a name unless it is in quotes. */
    private static final Set<String> BEFORE_PARENTHESIS = set("""
            all and any array as between case collate desc distinct else except exists fetch for from group
            having in intersect lateral limit not offset on or row select some symmetric then to union using
            values when where window with
            """);

    private static final Set<String> AGGREGATES = set("""
            any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp
            every group_concat grouping json_agg json_arrayagg json_object_agg json_objectagg jsonb_agg
            jsonb_object_agg max median min mode percentile_cont percentile_disc range_agg regr_avgx regr_avgy
            regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy std stddev stddev_pop
            stddev_samp string_agg sum var_pop var_samp variance xmlagg
            """);

    private static final Set<String> FUNCTIONS = Set.of(
            "current_date",
            "current_role",
            "current_time",
            "current_timestamp",
            "current_user",
            "localtime",
            "localtimestamp");

    private static final Set<String> POSTGRES_FUNCTIONS =
            Set.of("current_catalog", "current_schema", "session_user", "system_user", "user");

    private static final Set<String> MYSQL_FUNCTIONS = Set.of("utc_date", "utc_time", "utc_timestamp");

    private static final Set<String> AFTER_WITH = Set.of("ordinality", "time", "ties", "rollup", "local", "timezone");

    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");

    private Words() {}

    private static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+", -1));
    }

    static boolean isBeforeParenthesis(String word) {
        return BEFORE_PARENTHESIS.contains(word);
    }

    static boolean isAggregate(String name) {
        return AGGREGATES.contains(name);
    }

    static boolean isFunctionKeyword(String word, Dialect dialect) {
        return FUNCTIONS.contains(word)
                || (dialect == Dialect.MYSQL ? MYSQL_FUNCTIONS : POSTGRES_FUNCTIONS).contains(word);
    }

    /** What follows a WITH that defines nothing. */
    static boolean isAfterWith(String word) {
        return AFTER_WITH.contains(word);
    }

    static boolean isJoin(Keyword word) {
        return word == Keyword.JOIN || word == Keyword.STRAIGHT_JOIN || word == Keyword.APPLY;
    }

    /** What follows a FOR that locks rows. */
    static boolean isLock(String word) {
        return LOCKS.contains(word);
    }
}
