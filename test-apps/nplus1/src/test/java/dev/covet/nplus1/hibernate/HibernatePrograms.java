package dev.covet.nplus1.hibernate;

import dev.covet.nplus1.hibernate.Model.Bill;
import dev.covet.nplus1.hibernate.Model.Owner;
import dev.covet.nplus1.hibernate.Model.Patient;
import dev.covet.nplus1.hibernate.Model.Pet;
import dev.covet.nplus1.hibernate.Model.Shift;
import dev.covet.nplus1.hibernate.Model.Stay;
import dev.covet.nplus1.hibernate.Model.Tool;
import dev.covet.nplus1.hibernate.Model.Vet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** The shapes in which Hibernate asks once for each row, each as a program that tells all it has read. */
public final class HibernatePrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    private final Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();

    public HibernatePrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Configuration configuration = new Configuration();
        Model.ENTITIES.forEach(configuration::addAnnotatedClass);
        SessionFactory factory = configuration.buildSessionFactory(new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", source)
                .build());
        toMany(factory);
        toOne(factory);
        queries(factory);
        partly(factory);
        return programs;
    }

    private void toMany(SessionFactory factory) {
        loop(factory, "collection with an eager association inside", Owner.class, "from Owner order by id", pets());
        loop(
                factory,
                "many-to-many",
                Vet.class,
                "from Vet order by id",
                (session, vet, read) -> vet.specialties.forEach(each -> read.accept(each.name)));
        loop(
                factory,
                "element collection",
                Vet.class,
                "from Vet order by id",
                (session, vet, read) -> vet.phones.forEach(read));
        loop(
                factory,
                "filtered and ordered collection",
                Vet.class,
                "from Vet order by id",
                (session, vet, read) -> vet.shifts.forEach(each -> read.accept(each.id + " " + each.begins)));
        loop(
                factory,
                "three levels",
                Owner.class,
                "from Owner order by id",
                (session, owner, read) -> owner.pets.forEach(pet -> {
                    read.accept(pet.text());
                    pet.visits.forEach(visit -> read.accept(visit.id + " " + visit.note + " " + visit.day));
                }));
        loop(factory, "three associations of each row", Vet.class, "from Vet order by id", (session, vet, read) -> {
            vet.specialties.forEach(each -> read.accept(each.name));
            vet.phones.forEach(read);
            vet.shifts.forEach(each -> read.accept(each.id + " " + each.begins));
        });
        loop(
                factory,
                "size of a collection",
                Owner.class,
                "from Owner order by id",
                (session, owner, read) -> read.accept(owner.name + Hibernate.size(owner.pets)));
    }

    private void toOne(SessionFactory factory) {
        loop(
                factory,
                "lazy to-one",
                Shift.class,
                "from Shift order by id",
                (session, shift, read) -> read.accept(shift.id + " " + shift.vet.name()));
        loop(
                factory,
                "eager to-one by JPQL",
                Stay.class,
                "from Stay order by id",
                (session, stay, read) -> read.accept(stay.id + " " + stay.cage.place));
        loop(
                factory,
                "inverse one-to-one",
                Patient.class,
                "from Patient order by id",
                (session, patient, read) ->
                        read.accept(patient.name + (patient.chip == null ? " none" : patient.chip.serial)));
        loop(
                factory,
                "not by the primary key",
                Pet.class,
                "from Pet order by id",
                (session, pet, read) -> read.accept(pet.text()));
        loop(
                factory,
                "joined inheritance",
                Bill.class,
                "from Bill order by id",
                (session, bill, read) -> read.accept(bill.id + " " + bill.treatment.details()));
        loop(
                factory,
                "composite key",
                Tool.class,
                "from Tool order by id",
                (session, tool, read) -> read.accept(tool.name + " in " + tool.drawer.label()));
    }

    private void queries(SessionFactory factory) {
        loop(
                factory,
                "find by a list of keys",
                Long.class,
                "select t.id from Vet t order by t.id",
                (session, id, read) -> read.accept(session.find(Vet.class, id).name()));
        loop(
                factory,
                "HQL by foreign key",
                Owner.class,
                "from Owner order by id",
                (session, owner, read) -> session.createQuery(
                                "from Pet p where p.owner.id = :owner order by p.id", Pet.class)
                        .setParameter("owner", owner.id)
                        .getResultList()
                        .forEach(pet -> read.accept(pet.text())));
        loop(
                factory,
                "count",
                Owner.class,
                "from Owner order by id",
                (session, owner, read) -> read.accept(owner.name
                        + session.createQuery("select count(*) from Pet p where p.owner.id = :owner", Long.class)
                                .setParameter("owner", owner.id)
                                .getSingleResult()));
        loop(
                factory,
                "first by order",
                Vet.class,
                "from Vet order by id",
                (session, vet, read) -> session.createQuery(
                                "from Shift s where s.vet.id = :vet order by s.begins desc, s.id", Shift.class)
                        .setParameter("vet", vet.id)
                        .setMaxResults(1)
                        .getResultList()
                        .forEach(shift -> read.accept(vet.name + shift.begins)));
        loop(
                factory,
                "aggregate with a constant",
                Long.class,
                "select p.id from Pet p order by p.id",
                (session, pet, read) -> read.accept(pet + " "
                        + session.createQuery(
                                        "select max(v.day) from Visit v where v.pet.id = :pet and v.day > :day",
                                        LocalDate.class)
                                .setParameter("pet", pet)
                                .setParameter("day", LocalDate.of(2026, 1, 15))
                                .uniqueResult()));
    }

    private void partly(SessionFactory factory) {
        programs.put(
                "break after three rows",
                () -> inTransaction(factory, (session, read) -> {
                    List<Owner> owners = session.createQuery("from Owner order by id", Owner.class)
                            .getResultList();
                    for (Owner owner : owners.subList(0, 3)) {
                        pets().read(session, owner, read);
                    }
                }));
        programs.put(
                "every tenth row",
                () -> inTransaction(factory, (session, read) -> {
                    List<Owner> owners = session.createQuery("from Owner order by id", Owner.class)
                            .getResultList();
                    for (int i = 0; i < owners.size(); i += 10) {
                        pets().read(session, owners.get(i), read);
                    }
                }));
    }

    private static Each<Owner> pets() {
        return (session, owner, read) -> owner.pets.forEach(pet -> read.accept(pet.text()));
    }

    private <T> void loop(SessionFactory factory, String name, Class<T> type, String query, Each<T> each) {
        programs.put(
                name,
                () -> inTransaction(factory, (session, read) -> {
                    for (T row : session.createQuery(query, type).getResultList()) {
                        each.read(session, row, read);
                    }
                }));
    }

    private static List<String> inTransaction(SessionFactory factory, Body body) {
        List<String> read = new ArrayList<>();
        try (Session session = factory.openSession()) {
            Transaction transaction = session.beginTransaction();
            body.read(session, read::add);
            transaction.commit();
        }
        return read;
    }

    private interface Each<T> {
        void read(Session session, T row, Consumer<String> read);
    }

    private interface Body {
        void read(Session session, Consumer<String> read);
    }
}
