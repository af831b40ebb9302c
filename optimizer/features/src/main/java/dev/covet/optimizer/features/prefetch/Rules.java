package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.rule.Eligibility;
import dev.covet.optimizer.features.prefetch.rule.PostgresCatalog;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;

/** Whether a query may be asked in a batch, by its text and by the catalog of its database. */
final class Rules {
    private Rules() {}

    static Eligibility judge(Connection connection, Pattern pattern) {
        return PostgresCatalog.judge(connection, QueryShape.of(pattern.text()));
    }
}
