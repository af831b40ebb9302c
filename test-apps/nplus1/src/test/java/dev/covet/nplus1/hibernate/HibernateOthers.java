package dev.covet.nplus1.hibernate;

import dev.covet.nplus1.hibernate.Model.Owner;
import dev.covet.nplus1.hibernate.Model.Shift;
import dev.covet.nplus1.hibernate.Model.Vet;
import dev.covet.nplus1.hibernate.Model.Visit;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** What mends N+1 in Hibernate, what only looks like it, and what cannot be mended by batches. */
public final class HibernateOthers implements Function<DataSource, Map<String, Callable<List<String>>>> {
    private static final List<Long> OF_A_REQUEST = List.of(7L, 3L, 9L, 5L, 2L);
    private static final int PORTION = 3;
    private static final int PAGE = 5;

    private final Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();

    public HibernateOthers() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Configuration configuration = new Configuration();
        Model.ENTITIES.forEach(configuration::addAnnotatedClass);
        configuration.addAnnotatedClass(Remark.class);
        SessionFactory factory = configuration.buildSessionFactory(new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", source)
                .applySetting("hibernate.default_batch_fetch_size", PORTION)
                .build());
        mended(factory);
        lists(factory);
        stillOnceForEachRow(factory);
        return programs;
    }

    private void mended(SessionFactory factory) {
        add(
                "join fetch",
                factory,
                (session, read) -> session.createQuery(
                                "select v from Vet v left join fetch v.specialties order by v.id", Vet.class)
                        .getResultList()
                        .forEach(vet -> read.accept(vet.name + vet.specialties.size())));
        add("entity graph", factory, (session, read) -> {
            EntityGraph<Shift> graph = session.createEntityGraph(Shift.class);
            graph.addAttributeNodes("vet");
            session.createQuery("from Shift order by id", Shift.class)
                    .setHint("jakarta.persistence.fetchgraph", graph)
                    .getResultList()
                    .forEach(shift -> read.accept(shift.vet.name()));
        });
        add(
                "batches of Hibernate",
                factory,
                (session, read) -> session.createQuery("from Shift order by id", Shift.class)
                        .getResultList()
                        .forEach(shift -> read.accept(shift.vet.name())));
        add("first-level cache", factory, (session, read) -> {
            for (Vet vet :
                    session.createQuery("from Vet order by id", Vet.class).getResultList()) {
                read.accept(session.find(Vet.class, vet.id).name());
            }
        });
        add("an insert for each row, with a sequence", factory, (session, read) -> {
            for (Vet vet :
                    session.createQuery("from Vet order by id", Vet.class).getResultList()) {
                Remark remark = new Remark();
                remark.text = vet.name;
                session.persist(remark);
            }
            read.accept("written");
        });
    }

    private void lists(SessionFactory factory) {
        add("the same query each time", factory, (session, read) -> {
            for (int i = 0; i < 5; i++) {
                read.accept(session.createQuery("select v.name from Vet v where v.id = :id", String.class)
                        .setParameter("id", 3L)
                        .getSingleResult());
            }
        });
        add("pages", factory, (session, read) -> {
            for (int page = 0; page < 5; page++) {
                session.createQuery("from Visit order by id", Visit.class)
                        .setFirstResult(page * PAGE)
                        .setMaxResults(PAGE)
                        .getResultList()
                        .forEach(visit -> read.accept(visit.note));
            }
        });
        add(
                "ids of a request",
                factory,
                (session, read) -> OF_A_REQUEST.forEach(
                        id -> read.accept(session.find(Vet.class, id).name())));
        add("ids of a request, beside a list with the same ids", factory, (session, read) -> {
            session.createQuery("from Owner order by id", Owner.class)
                    .getResultList()
                    .forEach(owner -> read.accept(owner.name));
            OF_A_REQUEST.forEach(id -> read.accept(session.find(Vet.class, id).name()));
        });
    }

    private void stillOnceForEachRow(SessionFactory factory) {
        add("a lock for each row", factory, (session, read) -> {
            for (Long id : session.createQuery("select v.id from Vet v order by v.id", Long.class)
                    .getResultList()) {
                read.accept(session.find(Vet.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .name());
            }
        });
        add("SQL for each row", factory, (session, read) -> {
            for (Long id : session.createQuery("select p.id from Pet p order by p.id", Long.class)
                    .getResultList()) {
                read.accept(""
                        + session.createNativeQuery("select count(*) from visit where pet_id = ?1", Long.class)
                                .setParameter(1, id)
                                .getSingleResult());
            }
        });
        add("a query for each row of a stream", factory, (session, read) -> {
            try (Stream<Long> ids = session.createQuery("select v.id from Vet v order by v.id", Long.class)
                    .setFetchSize(4)
                    .getResultStream()) {
                ids.forEach(id -> session.createQuery("from Shift s where s.vet.id = :vet order by s.id", Shift.class)
                        .setParameter("vet", id)
                        .getResultList()
                        .forEach(shift -> read.accept("" + shift.id)));
            }
        });
    }

    private void add(String name, SessionFactory factory, Body body) {
        programs.put(name, () -> {
            List<String> read = new ArrayList<>();
            try (Session session = factory.openSession()) {
                Transaction transaction = session.beginTransaction();
                body.read(session, read::add);
                transaction.commit();
            }
            return read;
        });
    }

    private interface Body {
        void read(Session session, Consumer<String> read);
    }

    /** Its keys are drawn one by one. */
    @Entity(name = "Remark")
    @Table(name = "remark")
    @SuppressWarnings("NullAway.Init")
    static class Remark {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "remarks")
        @SequenceGenerator(name = "remarks", sequenceName = "remark_numbers", allocationSize = 1)
        Long id;

        String text;
    }
}
