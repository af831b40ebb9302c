package dev.covet.optimizer.catalog;

import java.util.Set;

/** Functions of MySQL and MariaDB whose answer follows from their arguments, and words that look like functions. */
final class MySqlNames {
    private static final Set<String> CONSTRUCTS = set("""
            binary by cast columns convert cross div escape extract filter first force full ignore index inner
            interval is join key left like match natural next only over partition position regexp right rlike
            rollup rows straight_join substring trim use within xor against
            """);

    private static final Set<String> AGGREGATES = set("""
            any_value avg bit_and bit_or bit_xor count cume_dist dense_rank first_value group_concat grouping
            json_arrayagg json_objectagg lag last_value lead max median min nth_value ntile percent_rank
            percentile_cont percentile_disc rank row_number std stddev stddev_pop stddev_samp sum var_pop
            var_samp variance
            """);

    private static final Set<String> NUMBERS = set("""
            abs acos asin atan atan2 bin ceil ceiling conv cos cot crc32 degrees exp floor ln log log10 log2 mod
            oct pi pow power radians round sign sin sqrt tan truncate
            """);

    private static final Set<String> TEXTS = set("""
            ascii bit_count bit_length char char_length character_length coalesce concat concat_ws elt field
            find_in_set from_base64 greatest hex if ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa insert
            instr isnull lcase least length locate lower lpad ltrim make_set md5 mid nullif octet_length ord
            quote regexp_instr regexp_replace regexp_substr repeat replace reverse rpad rtrim sha sha1 sha2
            soundex space strcmp substr substring_index to_base64 ucase unhex upper
            """);

    private static final Set<String> TIMES = set("""
            adddate addtime date date_add date_format date_sub datediff day dayname dayofmonth dayofweek
            dayofyear from_days hour last_day makedate maketime microsecond minute month monthname period_add
            period_diff quarter sec_to_time second str_to_date subdate subtime time time_format time_to_sec
            timediff timestampadd timestampdiff to_days to_seconds week weekday weekofyear year yearweek
            """);

    private static final Set<String> JSON = set("""
            json_array json_contains json_contains_path json_depth json_exists json_extract json_keys
            json_length json_merge_patch json_object json_overlaps json_query json_quote json_search json_set
            json_type json_unquote json_valid json_value
            """);

    /** Answers that depend on the moment, the session or chance: those that people ask for. */
    private static final Set<String> MOMENTS = set("""
            benchmark connection_id curdate current_date current_role current_time current_timestamp
            current_user curtime database found_rows get_lock is_free_lock is_used_lock last_insert_id load_file
            localtime localtimestamp now rand random_bytes release_lock row_count schema session_user sleep
            sys_guid sysdate system_user unix_timestamp user utc_date utc_time utc_timestamp uuid uuid_short
            version
            """);

    /** Of those, what a replica may be asked for: the moment, chance, and the database of the session. */
    private static final Set<String> OF_ANY_SERVER = set("""
            benchmark curdate current_date current_time current_timestamp curtime database localtime localtimestamp now
            rand random_bytes schema sleep sysdate unix_timestamp utc_date utc_time utc_timestamp uuid
            """);

    /** What else only computes, but by settings of the session, in many ways, or in a place of its own. */
    private static final Set<String> COMPUTING = set("""
            aes_decrypt aes_encrypt bin_to_uuid chr compress convert_tz crc32c export_set format get_format is_uuid
            json_array_append json_array_insert json_compact json_detailed json_equals json_insert json_loose
            json_normalize json_pretty json_remove json_replace json_table json_value nvl nvl2 sformat st_area
            st_asgeojson st_astext st_contains st_distance st_distance_sphere st_geomfromtext st_intersects st_within
            st_x st_y point to_char uncompress uncompressed_length uuid_to_bin
            """);

    /** Storage engines that keep their rows in the server itself, and show a transaction one snapshot of them. */
    private static final Set<String> ENGINES = Set.of("innodb", "rocksdb");

    private MySqlNames() {}

    private static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+", -1));
    }

    /** Whether the function is the server's and its answer is the same for the same arguments and rows. */
    static boolean isDeterministic(String name) {
        return CONSTRUCTS.contains(name)
                || AGGREGATES.contains(name)
                || NUMBERS.contains(name)
                || TEXTS.contains(name)
                || TIMES.contains(name)
                || JSON.contains(name);
    }

    static boolean isMoment(String name) {
        return MOMENTS.contains(name);
    }

    /** Whether a replica may be asked for it: it changes nothing there, and does not answer by the server or connection. */
    static boolean isSafeOnReplica(String name) {
        return isDeterministic(name) || OF_ANY_SERVER.contains(name) || COMPUTING.contains(name);
    }

    static boolean isEngine(String name) {
        return ENGINES.contains(name);
    }
}
