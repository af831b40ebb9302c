package dev.covet.nplus1;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes which statements reach the database. Stands where tracing does. */
final class Sent implements Stage {
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();

    @Override
    public String feature() {
        return "sent";
    }

    @Override
    public void end(StatementCall call) {
        (call.served() ? served : statements).add(call.text().sql());
    }

    /** Those that reached the database since the last reset. */
    List<String> statements() {
        return new ArrayList<>(statements);
    }

    /** Those that did not have to. */
    List<String> served() {
        return new ArrayList<>(served);
    }

    void reset() {
        statements.clear();
        served.clear();
    }
}
