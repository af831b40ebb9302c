package dev.covet.conformance;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes programs that run queries, prepared and at once, and read their rows in every way, and do little else. */
final class ReadingGenerator {
    private final Dialect dialect;

    ReadingGenerator(Dialect dialect) {
        this.dialect = queries(dialect);
    }

    /** Queries only. */
    private static Dialect queries(Dialect all) {
        List<Template> templates = new ArrayList<>(all.templates(Template.Kind.QUERY));
        templates.addAll(all.templates(Template.Kind.CALL));
        return new Dialect(
                all.name(),
                all.patience(),
                all.setup(),
                all.reset(),
                all.numbering(),
                templates,
                all.arrayTypes(),
                all.schemas(),
                all.catalogs(),
                all.avoided(),
                all.traits());
    }

    Program generate(long seed) {
        Choice choice = new Choice(seed * 0x9E3779B97F4A7C15L);
        Draft draft = new Draft(dialect, choice);
        StatementMoves statements = new StatementMoves(draft);
        RunMoves runs = new RunMoves(draft, statements);
        RowMoves rows = new RowMoves(draft, new Wandering(draft));
        draft.connect();
        int length = choice.between(10, 60);
        for (int attempt = 0; attempt < 2 * length && draft.size() < length; attempt++) {
            Slot connection = draft.open(Connection.class);
            if (connection == null) {
                break;
            }
            int which = choice.between(0, 99);
            if (draft.open(Statement.class) == null || which < 8) {
                make(statements, connection, choice);
            } else if (which < 35) {
                runs.move();
            } else if (which < 95) {
                rows.move();
            } else {
                statements.configure();
            }
        }
        return new Program(dialect.name(), seed, draft.steps());
    }

    private static void make(StatementMoves statements, Slot connection, Choice choice) {
        if (choice.percent(40)) {
            statements.plain(connection);
        } else {
            statements.prepare(connection);
        }
    }
}
