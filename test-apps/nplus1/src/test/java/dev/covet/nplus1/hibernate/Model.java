package dev.covet.nplus1.hibernate;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A clinic with each kind of association. Hibernate makes the objects, so the constructors set nothing. */
@SuppressWarnings({"NullAway.Init", "serial"})
final class Model {
    private Model() {}

    static final List<Class<?>> ENTITIES = List.of(
            Owner.class,
            Breed.class,
            Pet.class,
            Visit.class,
            Vet.class,
            Specialty.class,
            Shift.class,
            Stay.class,
            Cage.class,
            Patient.class,
            Chip.class,
            Bill.class,
            Treatment.class,
            Surgery.class,
            Vaccination.class,
            Tool.class,
            Drawer.class);

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

    @Entity(name = "Breed")
    @Table(name = "breed")
    static class Breed implements Serializable {
        @Id
        Long id;

        String code;
        String name;
    }

    @Entity(name = "Pet")
    @Table(name = "pet")
    static class Pet {
        @Id
        Long id;

        String name;
        BigDecimal weight;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "owner_id")
        Owner owner;

        /** Not by the primary key: Hibernate reads it at once, whatever it is told. */
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "breed_code", referencedColumnName = "code")
        Breed breed;

        @OneToMany(mappedBy = "pet")
        @OrderBy("id")
        List<Visit> visits = new ArrayList<>();

        String text() {
            return id + " " + name + " " + weight + " " + breed.name;
        }
    }

    @Entity(name = "Visit")
    @Table(name = "visit")
    static class Visit {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "pet_id")
        Pet pet;

        String note;

        @Column(name = "on_day")
        LocalDate day;
    }

    @Entity(name = "Vet")
    @Table(name = "vet")
    static class Vet {
        @Id
        Long id;

        String name;

        @ManyToMany
        @JoinTable(
                name = "vet_specialty",
                joinColumns = @JoinColumn(name = "vet_id"),
                inverseJoinColumns = @JoinColumn(name = "specialty_id"))
        List<Specialty> specialties = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "vet_phone", joinColumns = @JoinColumn(name = "vet_id"))
        @Column(name = "phone")
        List<String> phones = new ArrayList<>();

        @OneToMany(mappedBy = "vet")
        @SQLRestriction("cancelled = false")
        @OrderBy("begins desc")
        List<Shift> shifts = new ArrayList<>();

        String name() {
            return name;
        }
    }

    @Entity(name = "Specialty")
    @Table(name = "specialty")
    static class Specialty {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Shift")
    @Table(name = "shift")
    static class Shift {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "vet_id")
        Vet vet;

        LocalDate begins;
        boolean cancelled;
    }

    @Entity(name = "Stay")
    @Table(name = "stay")
    static class Stay {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "cage_id")
        Cage cage;
    }

    @Entity(name = "Cage")
    @Table(name = "cage")
    static class Cage {
        @Id
        Long id;

        String place;
    }

    @Entity(name = "Patient")
    @Table(name = "patient")
    static class Patient {
        @Id
        Long id;

        String name;

        @OneToOne(mappedBy = "patient")
        @Nullable Chip chip;
    }

    @Entity(name = "Chip")
    @Table(name = "chip")
    static class Chip {
        @Id
        Long id;

        String serial;

        @OneToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "patient_id")
        Patient patient;
    }

    @Entity(name = "Bill")
    @Table(name = "bill")
    static class Bill {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "treatment_id")
        Treatment treatment;
    }

    @Entity(name = "Treatment")
    @Table(name = "treatment")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Treatment {
        @Id
        Long id;

        BigDecimal price;

        abstract String details();
    }

    @Entity(name = "Surgery")
    @Table(name = "surgery")
    static class Surgery extends Treatment {
        int minutes;

        @Override
        String details() {
            return price + " for " + minutes + " minutes";
        }
    }

    @Entity(name = "Vaccination")
    @Table(name = "vaccination")
    static class Vaccination extends Treatment {
        String vaccine;

        @Override
        String details() {
            return price + " for " + vaccine;
        }
    }

    @Entity(name = "Tool")
    @Table(name = "tool")
    static class Tool {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "cabinet", referencedColumnName = "cabinet")
        @JoinColumn(name = "place", referencedColumnName = "place")
        Drawer drawer;
    }

    @Entity(name = "Drawer")
    @Table(name = "drawer")
    static class Drawer {
        @EmbeddedId
        Place id;

        String label;

        String label() {
            return label;
        }
    }

    @Embeddable
    static class Place implements Serializable {
        String cabinet;
        int place;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that && place == that.place && Objects.equals(cabinet, that.cabinet);
        }

        @Override
        public int hashCode() {
            return Objects.hash(cabinet, place);
        }
    }
}
