package dev.covet.benchmarks.pages;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** Owners, pets and visits by Hibernate: lazily, in its own batches, and in the two ways of who knows better. */
final class HibernatePages {
    private static final String OWNERS = "from Owner o where o.id <= :most order by o.id";

    private HibernatePages() {}

    static Page lazy(String url, int owners) {
        return page(factory(url, 1), session -> owners(session, OWNERS, owners));
    }

    static Page inBatches(String url, int owners) {
        return page(factory(url, 100), session -> owners(session, OWNERS, owners));
    }

    /** One statement for each level. */
    static Page byHand(String url, int owners) {
        return page(factory(url, 1), session -> {
            List<Owner> found = owners(session, OWNERS, owners);
            List<Pet> pets = session.createSelectionQuery(
                            "select o from Owner o left join fetch o.pets where o in :owners", Owner.class)
                    .setParameter("owners", found)
                    .getResultStream()
                    .flatMap(owner -> owner.pets.stream())
                    .toList();
            session.createSelectionQuery("select p from Pet p left join fetch p.visits where p in :pets", Pet.class)
                    .setParameter("pets", pets)
                    .getResultList();
            return found;
        });
    }

    static Page join(String url, int owners) {
        return page(
                factory(url, 1),
                session -> owners(
                        session,
                        "select o from Owner o left join fetch o.pets p left join fetch p.visits where o.id <= :most"
                                + " order by o.id",
                        owners));
    }

    private interface Loading {
        List<Owner> owners(Session session);
    }

    private static Page page(SessionFactory factory, Loading loading) {
        return connection -> {
            try (Session session = factory.withOptions().connection(connection).openSession()) {
                long read = 0;
                for (Owner owner : loading.owners(session)) {
                    for (Pet pet : owner.pets) {
                        read += pet.id + Objects.requireNonNull(pet.name).length();
                        for (Visit visit : pet.visits) {
                            read += visit.id
                                    + Objects.requireNonNull(visit.note).length();
                        }
                    }
                }
                return read;
            }
        };
    }

    private static List<Owner> owners(Session session, String query, int most) {
        return session.createSelectionQuery(query, Owner.class)
                .setParameter("most", (long) most)
                .getResultList();
    }

    private static SessionFactory factory(String url, int batch) {
        return new Configuration()
                .addAnnotatedClass(Owner.class)
                .addAnnotatedClass(Pet.class)
                .addAnnotatedClass(Visit.class)
                .buildSessionFactory(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.connection.url", url)
                        .applySetting("hibernate.default_batch_fetch_size", batch)
                        .build());
    }

    @Entity(name = "Owner")
    @Table(name = "owner")
    static class Owner {
        @Id
        long id;

        @Nullable String name;

        @Nullable String city;

        @OneToMany(mappedBy = "owner")
        @OrderBy("id")
        Set<Pet> pets = new LinkedHashSet<>();
    }

    @Entity(name = "Pet")
    @Table(name = "pet")
    static class Pet {
        @Id
        long id;

        @Nullable String name;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "owner_id")
        @Nullable Owner owner;

        @OneToMany(mappedBy = "pet")
        @OrderBy("id")
        Set<Visit> visits = new LinkedHashSet<>();
    }

    @Entity(name = "Visit")
    @Table(name = "visit")
    static class Visit {
        @Id
        long id;

        @Nullable String note;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "pet_id")
        @Nullable Pet pet;
    }
}
