package dev.covet.consistency.workload;

import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Where clients get their connections.
 *
 * @param jvm whose covered clients see each other's writes at once
 * @param covered whether a cache may answer
 * @param served whether the last execution of this thread was answered without the database; false if nobody can tell
 */
public record Source(String jvm, DataSource dataSource, boolean covered, BooleanSupplier served) {
    /** The bare driver, as another application would use it. */
    public static Source bare(DataSource dataSource) {
        return new Source("bare", dataSource, false, () -> false);
    }

    /** Behind a cache. */
    public static Source covered(String jvm, DataSource dataSource, BooleanSupplier served) {
        return new Source(jvm, dataSource, true, served);
    }
}
