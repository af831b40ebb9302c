package dev.covet.optimizer.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a query may be asked in a batch, and the settings of the connection that was asked.
 *
 * @param reasons against it, each a sentence for people without its full stop; empty if it may
 * @param alone reasons against several keys in one statement: the database may order or choose rows otherwise there; empty
 *     if there is none
 * @param isolation of the transaction in force, in lower case as the server says it; empty if it was not learned
 * @param statementTimeout in milliseconds, 0 for none
 * @param lockTimeout in milliseconds, 0 for none
 * @param uniqueColumns of MySQL and MariaDB: the columns of whole numbers of the query's only table that are unique, in
 *     lower case; empty if there are more tables
 * @param suspects what other queries of this database may name that runs what they do not show; null if the
 *     catalog was not asked
 * @param lasting whether its answer may be given again
 * @param asked false if the catalog was to be asked and could not be
 * @param settings names of PostgreSQL's that its answer depends on, chosen by the application
 */
public record Eligibility(
        List<String> reasons,
        List<String> alone,
        String isolation,
        long statementTimeout,
        long lockTimeout,
        Set<String> uniqueColumns,
        @Nullable Suspects suspects,
        Lasting lasting,
        boolean asked,
        Set<String> settings) {
    public Eligibility {
        settings = Set.copyOf(settings);
        reasons = List.copyOf(reasons);
        alone = List.copyOf(alone);
        uniqueColumns = Set.copyOf(uniqueColumns);
    }

    /** One that depends on no such settings, or nobody has to know. */
    public Eligibility(
            List<String> reasons,
            List<String> alone,
            String isolation,
            long statementTimeout,
            long lockTimeout,
            Set<String> uniqueColumns,
            @Nullable Suspects suspects,
            Lasting lasting,
            boolean asked) {
        this(
                reasons,
                alone,
                isolation,
                statementTimeout,
                lockTimeout,
                uniqueColumns,
                suspects,
                lasting,
                asked,
                Set.of());
    }

    public static Eligibility refused(List<String> reasons) {
        return new Eligibility(reasons, List.of(), "", 0, 0, Set.of(), null, Lasting.none(reasons), true);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}
