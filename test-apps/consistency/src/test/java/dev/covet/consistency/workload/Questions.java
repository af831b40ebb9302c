package dev.covet.consistency.workload;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The queries: several texts for the same rows. */
final class Questions {
    private Questions() {}

    static Question byKey(Table table, int k) {
        String sql = "select k, v from " + table.name().toLowerCase(Locale.ROOT) + " where k = ?";
        return new Question(sql, List.of(k), List.of(new Key(table, k)), rows -> cells(table, rows));
    }

    static Question plain(int k) {
        String sql = "select r.k, r.v from reg r where r.k = " + k;
        return new Question(sql, List.of(), List.of(new Key(Table.REG, k)), rows -> cells(Table.REG, rows));
    }

    static Question range(int first, int last) {
        String sql = "select k, v from reg where k between ? and ? order by k";
        return new Question(
                sql, List.of(first, last), Key.range(Table.REG, first, last), rows -> cells(Table.REG, rows));
    }

    /** Two tables, of which a trigger writes one. */
    static Question join(int k) {
        String sql = "select r.k, r.v, m.v from reg r join mirror m on m.k = r.k where r.k = ?";
        List<Key> asked = List.of(new Key(Table.REG, k), new Key(Table.MIRROR, k));
        return new Question(sql, List.of(k), asked, rows -> {
            List<Cell> cells = new ArrayList<>();
            while (rows.next()) {
                cells.add(new Cell(new Key(Table.REG, rows.getInt(1)), rows.getLong(2)));
                cells.add(new Cell(new Key(Table.MIRROR, rows.getInt(1)), rows.getLong(3)));
            }
            return cells;
        });
    }

    static Question aggregate(Dialect dialect, int last) {
        return new Question(dialect.aggregate(), List.of(last), Key.range(Table.REG, 1, last), rows -> {
            List<Cell> cells = new ArrayList<>();
            rows.next();
            @Nullable String all = rows.getString(1);
            for (String part : all == null ? List.<String>of() : List.of(all.split(",", -1))) {
                String[] pair = part.split(":", -1);
                cells.add(new Cell(new Key(Table.REG, Integer.parseInt(pair[0])), Long.parseLong(pair[1])));
            }
            return cells;
        });
    }

    static Question view(int k) {
        return new Question(
                "select k, v from seen where k = ?",
                List.of(k),
                List.of(new Key(Table.REG, k)),
                rows -> cells(Table.REG, rows));
    }

    static Question trail(int k) {
        return new Question(
                "select k, v, vs from trail where k = ?",
                List.of(k),
                List.of(new Key(Table.TRAIL, k)),
                Questions::trails);
    }

    /** The first value shown may have been cut, and the last one is the value of the row. */
    private static List<Cell> trails(ResultSet rows) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        while (rows.next()) {
            List<Long> shown = new ArrayList<>();
            for (String value : rows.getString(3).split(",", -1)) {
                shown.add(value.isEmpty() ? 0 : Long.parseLong(value));
            }
            List<Long> before = shown.size() < 3 ? List.of() : shown.subList(1, shown.size() - 1);
            cells.add(new Cell(new Key(Table.TRAIL, rows.getInt(1)), rows.getLong(2), before));
        }
        return cells;
    }

    static Question children(int parent) {
        return new Question(
                "select c.k, c.v from child c join parent p on p.k = c.parent where p.k = ? order by c.k",
                List.of(parent),
                Key.range(Table.CHILD, 2 * parent - 1, 2 * parent),
                rows -> cells(Table.CHILD, rows));
    }

    static Question board(int rows) {
        return new Question(
                "select k, v from board order by k",
                List.of(),
                Key.range(Table.BOARD, 1, rows),
                result -> cells(Table.BOARD, result));
    }

    private static List<Cell> cells(Table table, ResultSet rows) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        while (rows.next()) {
            cells.add(new Cell(new Key(table, rows.getInt(1)), rows.getLong(2)));
        }
        return cells;
    }
}
