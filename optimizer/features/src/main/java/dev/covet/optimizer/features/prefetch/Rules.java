package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.util.List;

/** Whether a query may be asked in a batch, by its text and by the catalog of its database. */
final class Rules {
    private Rules() {}

    static Eligibility judge(Connection connection, Pattern pattern, boolean transaction, boolean suspects) {
        QueryShape shape = QueryShape.of(pattern.text());
        return switch (pattern.text().dialect()) {
            case POSTGRESQL -> PostgresCatalog.judge(connection, shape, "prefetch", transaction, suspects);
            case MYSQL -> MySqlCatalog.judge(connection, shape, "prefetch", suspects);
            case H2, SQLITE, OTHER -> Eligibility.refused(List.of("there is no form of batch for this database"));
        };
    }
}
