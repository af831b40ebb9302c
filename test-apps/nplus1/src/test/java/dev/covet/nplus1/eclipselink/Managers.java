package dev.covet.nplus1.eclipselink;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** How programs get their entity managers. */
final class Managers {
    private static final AtomicInteger MADE = new AtomicInteger();

    private Managers() {}

    static EntityManagerFactory of(DataSource source, boolean sharedCache) {
        EntityManagerFactory factory = new PersistenceProvider()
                .createEntityManagerFactory(
                        "clinic",
                        Map.of(
                                "jakarta.persistence.nonJtaDataSource",
                                source,
                                // Factories of one name share their caches and connections.
                                "eclipselink.session-name",
                                "clinic " + MADE.incrementAndGet(),
                                "eclipselink.cache.shared.default",
                                String.valueOf(sharedCache),
                                "eclipselink.weaving",
                                "false",
                                "eclipselink.logging.level",
                                "OFF"));
        // The first one asks the database what it is.
        factory.createEntityManager().close();
        return factory;
    }

    static List<String> using(EntityManagerFactory factory, BiConsumer<EntityManager, Consumer<String>> work) {
        List<String> read = new ArrayList<>();
        EntityManager manager = factory.createEntityManager();
        try {
            manager.getTransaction().begin();
            work.accept(manager, read::add);
            manager.getTransaction().commit();
        } finally {
            manager.close();
        }
        return read;
    }
}
