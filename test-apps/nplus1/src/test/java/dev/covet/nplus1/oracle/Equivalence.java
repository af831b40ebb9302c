package dev.covet.nplus1.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Generated programs through a bare and a prefetching pool. */
final class Equivalence {
    private static final int REQUESTS = 4;
    private static final int LOOPS = 4;

    private final Random random;
    private final boolean postgres;
    private final Rig bare;
    private final Rig prefetching;
    private final boolean thorough;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> served = new TreeMap<>();
    private long statements;
    private long answers;

    Equivalence(long seed, boolean postgres, Rig bare, Rig prefetching, boolean thorough) {
        this.random = new Random(seed);
        this.postgres = postgres;
        this.bare = bare;
        this.prefetching = prefetching;
        this.thorough = thorough;
    }

    /** Once for each database. */
    void prepare() throws SQLException {
        if (postgres) {
            try (Connection own = bare.source().getConnection()) {
                World.prepare(own);
            }
        }
    }

    /** Each type of key with one program, and half of them with one that can only be sent as it is. */
    void eachType() throws Exception {
        boolean another = false;
        for (KeyType type : postgres ? KeyType.ofPostgres() : KeyType.ofMariaDb()) {
            make(type);
            compared(Loop.byKey(random, type), type);
            another = postgres && !another;
            if (another) {
                compared(Loop.alone(random, type), type);
            }
        }
    }

    void make(KeyType type) throws SQLException {
        bare.evictAll();
        prefetching.evictAll();
        try (Connection own = prefetching.source().getConnection()) {
            World.make(own, postgres, type, random);
        }
    }

    void run(long most) throws Exception {
        List<KeyType> types = postgres ? KeyType.ofPostgres() : KeyType.ofMariaDb();
        while (statements < most && differences.size() < 20) {
            KeyType type = types.get(random.nextInt(types.size()));
            make(type);
            for (int i = 0; i < LOOPS; i++) {
                compared(Loop.random(random, type), type);
            }
            if (postgres) {
                compared(Loop.alone(random, type), type);
            }
        }
    }

    private void compared(Loop loop, KeyType type) throws Exception {
        for (int request = 0; request < REQUESTS; request++) {
            int turn = request * 5;
            List<String> expected = bare.request(() -> program(bare, loop, turn));
            List<String> actual = prefetching.request(() -> program(prefetching, loop, turn));
            statements += bare.traffic().sent().size();
            answers += prefetching.traffic().served().size();
            served.merge(loop.shape(), prefetching.traffic().served().size(), Integer::sum);
            if (!prefetching.errors().isEmpty()) {
                differences.add(type.sql() + ' ' + loop + prefetching.errors());
                prefetching.errors().clear();
            }
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                String one = i < expected.size() ? expected.get(i) : "nothing";
                String other = i < actual.size() ? actual.get(i) : "nothing";
                if (!one.equals(other)) {
                    differences.add(type.sql() + ' ' + loop + " request " + request + " line " + i + "\n  " + one
                            + "\n  " + other);
                    return;
                }
            }
        }
    }

    private List<String> program(Rig rig, Loop loop, int turn) throws SQLException {
        try (Connection connection = rig.source().getConnection()) {
            connection.setAutoCommit(!loop.transaction());
            List<String> read = read(connection, loop, at -> thorough ? Getters.all() : Getters.some(turn + at));
            if (loop.transaction()) {
                connection.commit();
            }
            return read;
        }
    }

    /** What the program reads through this connection, by the getters for each of its inner queries. */
    static List<String> read(Connection connection, Loop loop, IntFunction<List<Getters.Getter>> getters)
            throws SQLException {
        List<String> read = new ArrayList<>();
        try (Statement outer = connection.createStatement();
                ResultSet rows = outer.executeQuery(loop.outer())) {
            if (loop.interleaved()) {
                try (PreparedStatement inner = connection.prepareStatement(loop.inner())) {
                    while (rows.next()) {
                        read.add(asked(loop, rows, inner, getters.apply(read.size())));
                    }
                }
            } else {
                while (rows.next()) {
                    try (PreparedStatement inner = connection.prepareStatement(loop.inner())) {
                        read.add(asked(loop, rows, inner, getters.apply(read.size())));
                    }
                }
            }
        }
        return read;
    }

    private static String asked(Loop loop, ResultSet from, PreparedStatement inner, List<Getters.Getter> getters) {
        try {
            int position = 0;
            for (Binder binder : loop.binders()) {
                binder.carry(from, loop.columns().get(position), inner, ++position);
            }
            for (int constant : loop.constants()) {
                inner.setInt(++position, constant);
            }
            inner.setMaxRows(loop.maxRows());
            if (loop.execute()) {
                boolean isQuery = inner.execute();
                try (ResultSet rows = inner.getResultSet()) {
                    return isQuery
                            + Getters.read(rows, loop.ordered(), getters).toString()
                            + inner.getMoreResults()
                            + inner.getUpdateCount();
                }
            }
            try (ResultSet rows = inner.executeQuery()) {
                return Getters.read(rows, loop.ordered(), getters).toString()
                        + inner.getWarnings()
                        + rows.isAfterLast();
            }
        } catch (SQLException failure) {
            return failure.getSQLState() + ' ' + failure.getMessage();
        }
    }

    List<String> differences() {
        return differences;
    }

    long answers() {
        return answers;
    }

    String summary() {
        return statements + " statements, " + answers + " answers served " + served + ", " + differences.size()
                + " differences";
    }
}
