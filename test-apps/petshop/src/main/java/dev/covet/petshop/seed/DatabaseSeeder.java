package dev.covet.petshop.seed;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty database with sample data before the first request, in one transaction. */
@Component
class DatabaseSeeder implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DatabaseSeeder.class);

    private static final String HAS_DATA = """
            select exists (select from owners) or exists (select from vets)
                or exists (select from customers) or exists (select from products)
            """;

    private final SeedSize size;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    DatabaseSeeder(@Value("${petshop.seed}") String size, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.size = SeedSize.of(size);
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (size != SeedSize.NONE) {
            transaction.executeWithoutResult(status -> seedOnce());
        }
    }

    private void seedOnce() {
        jdbc.execute("select pg_advisory_xact_lock(720156)");
        if (Boolean.TRUE.equals(jdbc.queryForObject(HAS_DATA, Boolean.class))) {
            log.info("The database holds data already; nothing is seeded");
            return;
        }
        log.info("Seeding the database ({}) ...", size);
        long start = System.nanoTime();
        jdbc.queryForObject("select set_config('petshop.scale', ?, true)", String.class, "" + size.scale());
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("seed/seed.sql"));
            return null;
        });
        log.info("Seeded in {} ms", Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
