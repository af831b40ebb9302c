package dev.covet.consistency.hermitage;

import dev.covet.consistency.workload.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What all schedules leave at all levels of isolation. */
public final class Transcripts {
    private static final Map<String, Integer> LEVELS = new TreeMap<>(Map.of(
            "read uncommitted", Connection.TRANSACTION_READ_UNCOMMITTED,
            "read committed", Connection.TRANSACTION_READ_COMMITTED,
            "repeatable read", Connection.TRANSACTION_REPEATABLE_READ,
            "serializable", Connection.TRANSACTION_SERIALIZABLE));

    private Transcripts() {}

    /** By the name of the level and of the schedule. All sessions are of one data source. */
    public static Map<String, List<String>> of(Dialect dialect, DataSource raw, DataSource sessions)
            throws SQLException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        try (Stage stage = new Stage(dialect, raw, sessions)) {
            for (Map.Entry<String, Integer> level : LEVELS.entrySet()) {
                for (Schedule schedule : Schedules.all()) {
                    all.put(level.getKey() + ", " + schedule, stage.play(schedule, level.getValue()));
                }
            }
        }
        return all;
    }
}
