package dev.covet.nplus1.oracle;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Which statements reach the database, and which do not have to. */
final class Traffic implements Stage {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger keys = new AtomicInteger();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private volatile Runnable sending = () -> {};

    @Override
    public String feature() {
        return "traffic";
    }

    /** What happens while a statement is on its way. */
    void sending(Runnable wanted) {
        sending = wanted;
    }

    @Override
    public Verdict enter(StatementCall call) {
        sending.run();
        return Verdict.PROCEED;
    }

    @Override
    public void end(StatementCall call) {
        (call.served() ? served : sent).add(call.text().sql());
        if (call.ours()) {
            keys.addAndGet(call.batchSize());
        }
    }

    List<String> sent() {
        return List.copyOf(sent);
    }

    List<String> served() {
        return List.copyOf(served);
    }

    /** What batches have asked for. */
    int keys() {
        return keys.get();
    }

    void reset() {
        keys.set(0);
        sent.clear();
        served.clear();
    }
}
