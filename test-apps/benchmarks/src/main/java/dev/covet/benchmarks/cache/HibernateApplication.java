package dev.covet.benchmarks.cache;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** Entities by queries that may be answered from the query cache, over JCache with Caffeine; a session for each question. */
final class HibernateApplication implements Application {
    private final Place place;
    private final SessionFactory factory;

    HibernateApplication(Place place) {
        this.place = place;
        this.factory = new Configuration()
                .addAnnotatedClass(Part.class)
                .buildSessionFactory(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.connection.url", place.url())
                        .applySetting("hibernate.cache.use_second_level_cache", true)
                        .applySetting("hibernate.cache.use_query_cache", true)
                        .applySetting("hibernate.cache.region.factory_class", "jcache")
                        .applySetting(
                                "hibernate.javax.cache.provider",
                                "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider")
                        .applySetting("hibernate.javax.cache.missing_cache_strategy", "create")
                        .build());
    }

    @Override
    public Asking open() throws SQLException {
        return new OfOneThread(place.connect());
    }

    private final class OfOneThread implements Asking {
        private final Connection connection;

        OfOneThread(Connection connection) {
            this.connection = connection;
        }

        @Override
        public long ask(Query query, long key) {
            long read = 0;
            try (Session session = factory.withOptions().connection(connection).openSession()) {
                session.setDefaultReadOnly(true);
                for (Part part : session.createSelectionQuery(text(query), Part.class)
                        .setParameter("key", key)
                        .setCacheable(true)
                        .getResultList()) {
                    read += part.id
                            + Objects.requireNonNull(part.name).length()
                            + part.quantity
                            + Objects.requireNonNull(part.price).intValue();
                }
            }
            return read;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static String text(Query query) {
        return switch (query) {
            case ONE -> "from Part p where p.id = :key";
            case TEN -> "from Part p where p.maker = :key";
            case THOUSAND -> "from Part p where p.shelf = :key";
            case TEN_THOUSAND -> "from Part p where p.house = :key";
        };
    }

    @Entity(name = "Part")
    @Table(name = "part")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "parts")
    static class Part {
        @Id
        long id;

        @Nullable String name;

        int quantity;

        @Nullable BigDecimal price;

        @Column(name = "maker_id")
        long maker;

        @Column(name = "shelf_id")
        long shelf;

        @Column(name = "house_id")
        long house;
    }
}
