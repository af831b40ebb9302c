package dev.covet.nplus1.loops;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Over JDBI. */
final class JdbiLoop {
    private final Jdbi jdbi;

    JdbiLoop(DataSource source) {
        jdbi = Jdbi.create(source);
    }

    List<String> oneHandle() {
        return jdbi.withHandle(JdbiLoop::pets);
    }

    List<String> inTransaction() {
        return jdbi.inTransaction(JdbiLoop::pets);
    }

    private static List<String> pets(Handle handle) {
        List<String> read = new ArrayList<>();
        for (long owner : handle.createQuery(LoopPrograms.OWNERS)
                .map((rows, context) -> rows.getLong("id"))
                .list()) {
            read.addAll(handle.createQuery(LoopPrograms.PETS)
                    .bind(0, owner)
                    .map((rows, context) ->
                            rows.getLong("id") + " " + rows.getString("name") + " " + rows.getBigDecimal("weight"))
                    .list());
        }
        return read;
    }
}
