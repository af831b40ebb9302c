package dev.covet.nplus1.springdata;

import dev.covet.nplus1.springdata.Aggregates.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All aggregates, three levels deep. */
public final class SpringDataPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public SpringDataPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        JdbcAggregateOperations aggregates = SpringDataSettings.aggregates(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("Spring Data JDBC findAll in autocommit", () -> all(aggregates));
        programs.put(
                "Spring Data JDBC findAll in a transaction",
                () -> Objects.requireNonNull(transaction.execute(status -> all(aggregates))));
        return programs;
    }

    private static List<String> all(JdbcAggregateOperations aggregates) {
        List<String> read = new ArrayList<>();
        for (Owner owner : aggregates.findAll(Owner.class)) {
            read.add(owner.name());
            owner.pets().stream()
                    .sorted(Comparator.comparing(Aggregates.Pet::id))
                    .forEach(pet -> read.add(pet.name() + pet.weight() + new TreeSet<>(pet.notes())));
        }
        return read;
    }
}
