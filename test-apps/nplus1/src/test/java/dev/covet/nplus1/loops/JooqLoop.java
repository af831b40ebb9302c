package dev.covet.nplus1.loops;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;

/** Over jOOQ. */
final class JooqLoop {
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<BigDecimal> WEIGHT = field(name("weight"), BigDecimal.class);
    private static final Field<Long> OWNER = field(name("owner_id"), Long.class);

    private final DSLContext context;

    JooqLoop(DataSource source) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try (Connection connection = source.getConnection()) {
            context = DSL.using(source, JDBCUtils.dialect(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<String> autocommit() {
        return pets(context);
    }

    List<String> inTransaction() {
        return context.transactionResult(transaction -> pets(transaction.dsl()));
    }

    private static List<String> pets(DSLContext using) {
        List<String> read = new ArrayList<>();
        for (long owner :
                using.select(ID).from(table(name("owner"))).orderBy(ID).fetch(ID)) {
            using.select(ID, NAME, WEIGHT)
                    .from(table(name("pet")))
                    .where(OWNER.eq(owner))
                    .orderBy(ID)
                    .forEach(pet -> read.add(pet.get(ID) + " " + pet.get(NAME) + " " + pet.get(WEIGHT)));
        }
        return read;
    }
}
