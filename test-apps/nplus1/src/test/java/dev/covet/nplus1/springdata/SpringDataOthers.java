package dev.covet.nplus1.springdata;

import dev.covet.nplus1.springdata.Aggregates.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.mapping.Table;

/** Single aggregates, by keys of a request. */
public final class SpringDataOthers implements Function<DataSource, Map<String, Callable<List<String>>>> {
    private static final List<Long> OF_A_REQUEST = List.of(7L, 3L, 9L, 5L, 2L);

    public SpringDataOthers() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        JdbcAggregateOperations aggregates = SpringDataSettings.aggregates(source);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("aggregates by ids of a request, one by one", () -> {
            List<String> read = new ArrayList<>();
            for (Long id : OF_A_REQUEST) {
                read.add("" + aggregates.findById(id, Owner.class));
            }
            return read;
        });
        programs.put("aggregates by ids of a request, at once", () -> {
            List<String> read = new ArrayList<>();
            aggregates.findAllById(OF_A_REQUEST, Owner.class).forEach(owner -> read.add(owner.name()));
            return read;
        });
        programs.put("rows without children by ids of a request", () -> {
            List<String> read = new ArrayList<>();
            aggregates.findAll(Vet.class).forEach(vet -> read.add("" + vet.id()));
            for (Long id : OF_A_REQUEST) {
                read.add("" + aggregates.findById(id, Breed.class));
            }
            return read;
        });
        return programs;
    }

    @Table("vet")
    record Vet(@Id Long id, String name) {}

    @Table("breed")
    record Breed(@Id Long id, String code) {}
}
