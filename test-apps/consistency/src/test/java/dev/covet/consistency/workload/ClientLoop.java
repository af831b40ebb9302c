package dev.covet.consistency.workload;

import dev.covet.consistency.history.Client;
import dev.covet.consistency.history.Table;
import dev.covet.consistency.history.UniqueValues;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One client at work until the plan is done. */
public final class ClientLoop implements Runnable {
    private static final int TURNS_PER_SESSION = 200;
    private static final long PAUSE_BEFORE_RECONNECT = TimeUnit.MILLISECONDS.toNanos(5);

    private final Plan plan;
    private final Source source;
    private final Client client;
    private final UniqueValues values;
    private final Mix mix;
    private final List<Shape> shapes;
    private final Random random;
    private final long pauseNanos;
    private @Nullable Session session;

    /** After each turn it pauses so long. */
    public ClientLoop(Plan plan, Source source, int number, Mix mix, long pauseNanos) {
        this.plan = plan;
        this.source = source;
        this.client = new Client(source.jvm(), source.covered(), number);
        this.values = new UniqueValues(client);
        this.mix = mix;
        this.shapes = mix.shapes(plan.dialect());
        this.random = new Random(31 * plan.seed() + number);
        this.pauseNanos = pauseNanos;
    }

    @Override
    public void run() {
        while (!plan.isDone()) {
            Shape shape = mix.choose(shapes, plan, random);
            run(shape);
            if (random.nextInt(TURNS_PER_SESSION) == 0) {
                close();
            }
            long pause = Math.max(pauseNanos, plan.pause());
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    private void run(Shape shape) {
        try {
            shape.run(new Turn(plan, session(), random));
            plan.did(shape);
        } catch (OperationFailedException e) {
            plan.failed(cause(e));
            if (session != null && !session.recover()) {
                close();
            }
        } catch (SQLException e) {
            plan.failed(e);
            LockSupport.parkNanos(PAUSE_BEFORE_RECONNECT);
        }
    }

    private static Throwable cause(OperationFailedException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private Session session() throws SQLException {
        Session open = session;
        if (open == null) {
            open = new Session(source, client, values, plan.recorder());
            session = open;
        }
        return open;
    }

    /** After everything: asks for each row once more, in a session of its own, and ends. */
    public void readAll() {
        close();
        try {
            Turn turn = new Turn(plan, session(), random);
            for (int k = 1; k <= plan.rows(); k++) {
                turn.read(Questions.byKey(Table.REG, k));
                turn.read(Questions.plain(k));
                turn.read(Questions.range(k, plan.rows()));
                turn.read(Questions.aggregate(plan.dialect(), k));
                turn.read(Questions.join(k));
                turn.read(Questions.view(k));
                turn.read(Questions.trail(k));
                turn.read(Questions.children(Schema.parentOf(k)));
            }
            turn.read(Questions.board(plan.rows()));
        } catch (OperationFailedException e) {
            plan.failed(cause(e));
        } catch (SQLException e) {
            plan.failed(e);
        } finally {
            close();
        }
    }

    private void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
