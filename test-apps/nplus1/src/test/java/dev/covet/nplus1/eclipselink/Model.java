package dev.covet.nplus1.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Owners and pets. EclipseLink makes the objects, so the constructors set nothing. */
@SuppressWarnings("NullAway.Init")
final class Model {
    private Model() {}

    @Entity(name = "Owner")
    @Table(name = "owner")
    static class Owner {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "owner")
        @OrderBy("id")
        List<Pet> pets = new ArrayList<>();
    }

    @Entity(name = "Pet")
    @Table(name = "pet")
    static class Pet {
        @Id
        Long id;

        String name;
        BigDecimal weight;

        @ManyToOne
        @JoinColumn(name = "owner_id")
        Owner owner;

        String text() {
            return id + " " + name + " " + weight;
        }
    }
}
