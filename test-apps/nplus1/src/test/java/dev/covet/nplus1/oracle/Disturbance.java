package dev.covet.nplus1.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Something that happens between two statements of a program.
 *
 * @param steps what happens at one point, and at those that follow
 * @param traits what has to be known of it
 */
record Disturbance(String name, String inner, Step before, List<Step> steps, Set<Trait> traits) {
    Disturbance {
        steps = List.copyOf(steps);
        traits = Set.copyOf(traits);
    }

    static Disturbance of(String name, Step... steps) {
        return new Disturbance(name, Program.INNER, program -> {}, List.of(steps), Set.of());
    }

    Disturbance with(Trait... more) {
        return new Disturbance(name, inner, before, steps, Set.of(more));
    }

    /** With something that happens before the program. */
    Disturbance after(Step preparation) {
        Set<Trait> more = new java.util.HashSet<>(traits);
        more.add(Trait.PREPARED);
        return new Disturbance(name, inner, preparation, steps, more);
    }

    Disturbance asking(String sql) {
        return new Disturbance(name, sql, before, steps, traits);
    }

    /** The same, but ended after so many steps. */
    Disturbance first(int count) {
        return new Disturbance(name, inner, before, steps.subList(0, count), traits);
    }

    void prepare(Program program) throws SQLException {
        try {
            before.act(program);
        } catch (Exception failure) {
            throw new SQLException(failure);
        }
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether its connection is of no use to later programs. */
    boolean dirty() {
        return !is(Trait.CLEAN) && !(steps.isEmpty() && !is(Trait.PREPARED));
    }

    @Override
    public String toString() {
        return name;
    }

    enum Trait {
        /** Something happens before the program. */
        PREPARED,
        /** Leaves the connection as it was. */
        CLEAN,
        /** A commit of a connection that is not behind the boundary. */
        FOREIGN,
        /** Changes tables: they have to be made anew. */
        SCHEMA,
        /** Would wait for locks of an open transaction. */
        ONLY_AUTOCOMMIT,
        /** Locks of a serializable transaction are in its way. */
        NOT_SERIALIZABLE,
        /** What it does keeps every answer from being served. */
        NEVER_SERVED
    }

    /** What happens. */
    interface Step {
        void act(Program program) throws Exception;
    }

    /** How the inner query is asked. */
    interface Style {
        void set(PreparedStatement statement) throws SQLException;

        default PreparedStatement prepare(Connection connection, String sql) throws SQLException {
            return connection.prepareStatement(sql);
        }

        default ResultSet execute(PreparedStatement statement) throws SQLException {
            return statement.executeQuery();
        }
    }
}
