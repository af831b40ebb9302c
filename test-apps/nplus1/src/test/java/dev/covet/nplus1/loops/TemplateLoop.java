package dev.covet.nplus1.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Over Spring's JdbcTemplate. */
final class TemplateLoop {
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;

    TemplateLoop(DataSource source) {
        template = new JdbcTemplate(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    List<String> petsOfOwners() {
        List<String> read = new ArrayList<>();
        for (long owner : template.query(LoopPrograms.OWNERS, (rows, number) -> rows.getLong("id"))) {
            read.addAll(pets(owner));
        }
        return read;
    }

    private List<String> pets(long owner) {
        return template.query(
                LoopPrograms.PETS,
                (rows, number) -> rows.getLong(1) + " " + rows.getString("name") + " " + rows.getBigDecimal(3),
                owner);
    }

    /** Asks while the rows of the owners are still open. */
    List<String> nested() {
        List<String> read = new ArrayList<>();
        template.query(LoopPrograms.OWNERS, rows -> {
            read.addAll(pets(rows.getLong("id")));
        });
        return read;
    }

    List<String> inTransaction(Supplier<List<String>> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
