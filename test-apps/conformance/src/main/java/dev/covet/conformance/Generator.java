package dev.covet.conformance;

import java.sql.Connection;

/** Writes programs: mostly such as an application would contain, partly misuse. The same seed gives the same program. */
final class Generator {
    private static final int MISUSE_PERCENT = 15;
    private static final int PARALLEL_PERCENT = 8;

    private final Dialect dialect;

    Generator(Dialect dialect) {
        this.dialect = dialect;
    }

    Program generate(long seed) {
        Choice choice = new Choice(seed * 0x9E3779B97F4A7C15L);
        Draft draft = new Draft(dialect, choice);
        Moves moves = new Moves(draft);
        draft.connect();
        int length = choice.between(8, 50);
        int parallel = choice.percent(PARALLEL_PERCENT) ? choice.between(2, length) : Integer.MAX_VALUE;
        int second = choice.percent(20) ? choice.between(2, length) : Integer.MAX_VALUE;
        // A move may have nothing to do, so attempts are bounded as well.
        for (int attempt = 0; attempt < 2 * length && draft.size() < length; attempt++) {
            if (attempt == second && draft.allowsConnect()) {
                draft.connect();
            }
            if (attempt == parallel) {
                moves.lanes.move();
            }
            moves.next(choice);
            if (draft.open(Connection.class) == null && choice.percent(25)) {
                break;
            }
        }
        moves.wandering.visit(seed);
        return new Program(dialect.name(), seed, draft.steps());
    }

    /** The kinds of moves and how often each is made. */
    private static final class Moves {
        private final Draft draft;
        private final Wandering wandering;
        private final StatementMoves statements;
        private final RunMoves runs;
        private final RowMoves rows;
        private final ConnectionMoves connections;
        private final LaneMoves lanes;

        Moves(Draft draft) {
            this.draft = draft;
            this.wandering = new Wandering(draft);
            this.statements = new StatementMoves(draft);
            this.runs = new RunMoves(draft, statements);
            this.rows = new RowMoves(draft, wandering);
            this.connections = new ConnectionMoves(draft, wandering);
            this.lanes = new LaneMoves(draft);
        }

        void next(Choice choice) {
            if (choice.percent(MISUSE_PERCENT)) {
                wandering.move();
                return;
            }
            int which = draft.open(Connection.class) == null ? 100 : choice.between(0, 99);
            if (which < 13) {
                statements.create();
            } else if (which < 38) {
                runs.move();
            } else if (which < 64) {
                rows.move();
            } else if (which < 75) {
                connections.transaction();
            } else if (which < 80) {
                statements.configure();
            } else if (which < 86) {
                connections.settings();
            } else if (which < 89) {
                connections.metadata();
            } else if (which < 93) {
                connections.identity();
            } else if (which < 95) {
                connections.objects();
            } else if (which < 98) {
                connections.close();
            } else {
                wandering.move();
            }
        }
    }
}
