package dev.covet.consistency.hermitage;

import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import javax.sql.DataSource;

/** A table and sessions that play schedules on it. */
public final class Stage implements AutoCloseable {
    private static final String ALL = "select id, n from test order by id";
    private static final int SESSIONS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Dialect dialect;
    private final Connection administrator;
    private final List<Player> players = new ArrayList<>();
    private final Player onlooker;
    private final IntPredicate warm;

    /** All sessions are of one data source; the administrator is of the bare driver. */
    public Stage(Dialect dialect, DataSource raw, DataSource sessions) throws SQLException {
        this(dialect, raw, sessions, isolation -> true);
    }

    /** A schedule begins when this holds for its level of isolation; until then the onlooker reads the whole table. */
    public Stage(Dialect dialect, DataSource raw, DataSource sessions, IntPredicate warm) throws SQLException {
        this.dialect = dialect;
        this.warm = warm;
        this.administrator = raw.getConnection();
        Sql.execute(administrator, "create table if not exists test (id int primary key, n int not null)");
        for (int number = 1; number <= SESSIONS; number++) {
            players.add(new Player(sessions.getConnection()));
        }
        onlooker = new Player(sessions.getConnection());
    }

    /** What each session and the onlooker saw, where they waited, and what was left. */
    public List<String> play(Schedule schedule, int isolation) throws SQLException {
        // By somebody whose writes a cache in this JVM knows of. Rows that are only deleted keep locks of MariaDB for a
        // while.
        onlooker.watch(isolation);
        onlooker.look("truncate table test");
        onlooker.look("insert into test values (1, 10), (2, 20)");
        Await.until("a schedule to begin", LIMIT, () -> {
            onlooker.look(ALL);
            return warm.test(isolation);
        });
        players.forEach(player -> player.begin(isolation));
        List<String> transcript = new ArrayList<>();
        List<String> watched = new ArrayList<>();
        for (Schedule.Step step : schedule.steps()) {
            players.get(step.session() - 1).act(step.action());
            settle();
            players.forEach(Player::noteWhetherWaiting);
            watched.add(onlooker.look(ALL));
        }
        for (int session = 1; session <= SESSIONS; session++) {
            for (String line : players.get(session - 1).end()) {
                transcript.add(session + ": " + line);
            }
        }
        watched.forEach(line -> transcript.add("onlooker: " + line));
        transcript.add("left: " + Sql.value(administrator, "select sum(n * id) from test"));
        return transcript;
    }

    /** Until every session is idle or waits for a lock. */
    private void settle() {
        Await.until("every session to be idle or to wait for a lock", LIMIT, () -> {
            long busy = players.stream().filter(Player::isBusy).count();
            return busy == 0 || busy == waiting();
        });
    }

    private int waiting() {
        try {
            return dialect.waiting(administrator);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Player player : players) {
            player.close();
        }
        onlooker.close();
        Sql.execute(administrator, "drop table test");
        administrator.close();
    }
}
