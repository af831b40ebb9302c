package dev.covet.nplus1.ebean;

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

/** Owners and pets. Ebean makes the objects, so the constructors set nothing. */
@SuppressWarnings("NullAway.Init")
public final class Model {
    private Model() {}

    /** An owner. */
    @Entity
    @Table(name = "owner")
    public static class Owner {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "owner")
        @OrderBy("id")
        List<Pet> pets = new ArrayList<>();

        /** Ebean reads the row when a method of the entity asks for a property. */
        String name() {
            return name;
        }
    }

    /** A pet. */
    @Entity
    @Table(name = "pet")
    public static class Pet {
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

        Owner owner() {
            return owner;
        }
    }
}
