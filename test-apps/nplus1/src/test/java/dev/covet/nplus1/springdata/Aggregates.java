package dev.covet.nplus1.springdata;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** Owners with pets with visits. */
final class Aggregates {
    private Aggregates() {}

    @Table("owner")
    record Owner(
            @Id Long id,
            String name,
            @MappedCollection(idColumn = "owner_id") Set<Pet> pets) {}

    @Table("pet")
    record Pet(
            @Id Long id,
            String name,
            BigDecimal weight,
            @MappedCollection(idColumn = "pet_id") Set<Visit> visits) {
        Set<String> notes() {
            return visits.stream().map(Visit::note).collect(Collectors.toSet());
        }
    }

    @Table("visit")
    record Visit(@Id Long id, String note) {}
}
