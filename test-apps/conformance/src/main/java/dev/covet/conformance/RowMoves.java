package dev.covet.conformance;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.util.Calendar;
import java.util.Map;

/** Moves over result sets, reads them and changes them. */
final class RowMoves {
    private static final Map<String, Class<?>> HELD = Map.of(
            "getBlob", Blob.class,
            "getClob", Clob.class,
            "getArray", Array.class,
            "getBinaryStream", InputStream.class,
            "getCharacterStream", Reader.class);

    private final Draft draft;
    private final Choice choice;
    private final Arguments arguments;
    private final Wandering wandering;

    RowMoves(Draft draft, Wandering wandering) {
        this.draft = draft;
        this.choice = draft.choice();
        this.arguments = new Arguments(draft);
        this.wandering = wandering;
    }

    void move() {
        Slot rows = draft.open(ResultSet.class);
        if (rows == null) {
            return;
        }
        if (rows.updatable() && choice.percent(40)) {
            draft.call(rows, "next");
            change(rows);
            return;
        }
        position(rows);
        if (choice.percent(10)) {
            draft.call(rows, "wasNull");
        }
        int reads = choice.between(0, 4);
        for (int i = 0; i < reads; i++) {
            read(rows);
        }
        if (choice.percent(15)) {
            draft.call(
                    rows,
                    choice.of(
                            "getStatement",
                            "getMetaData",
                            "getRow",
                            "isAfterLast",
                            "isBeforeFirst",
                            "isFirst",
                            "isLast",
                            "getWarnings",
                            "getType",
                            "getConcurrency",
                            "getHoldability",
                            "getFetchSize",
                            "isClosed",
                            "getFetchDirection"));
        }
    }

    private void position(Slot rows) {
        if (!rows.scrollable() || choice.percent(60)) {
            draft.call(rows, "next");
            return;
        }
        String move =
                choice.of("previous", "first", "last", "beforeFirst", "afterLast", "absolute", "relative", "next");
        if (move.equals("absolute") || move.equals("relative")) {
            draft.call(rows, move, Value.of(choice.between(-3, 5)));
        } else {
            draft.call(rows, move);
        }
        draft.call(rows, "getRow");
    }

    private void read(Slot rows) {
        if (choice.percent(30) || rows.columns().isEmpty()) {
            wandering.call(rows, "get[A-Z]\\w*");
        } else {
            Column column = choice.of(rows.columns());
            String getter = Samples.getter(column.category(), choice);
            Value which = choice.percent(50) ? Value.of(rows.columns().indexOf(column) + 1) : Value.of(column.name());
            if (getter.matches("getDate|getTime|getTimestamp") && choice.percent(40)) {
                draft.call(rows, getter, which, Samples.byType(Calendar.class, choice));
            } else {
                hold(rows, getter, which);
            }
        }
        if (choice.percent(40)) {
            draft.call(rows, "wasNull");
        }
    }

    private void hold(Slot rows, String getter, Value which) {
        Class<?> type = HELD.get(getter);
        if (type == null || choice.percent(30)) {
            draft.call(rows, getter, which);
            return;
        }
        Slot held = draft.assign(type, rows, getter, which);
        if (choice.percent(30)) {
            draft.call(rows, "next");
        }
        use(held);
    }

    /** Reads a part of a large object, an array or a stream. */
    void use(Slot held) {
        if (held.type() == InputStream.class) {
            draft.call(held, "readNBytes", Value.of(choice.between(1, 4)));
            draft.call(held, choice.of("readAllBytes", "read", "close"));
        } else if (held.type() == Reader.class) {
            draft.call(held, choice.of("read", "close", "ready"));
        } else if (held.type() == Array.class) {
            draft.call(held, choice.of("getArray", "getResultSet", "getBaseTypeName", "free", "toString"));
        } else {
            draft.call(held, "length");
            wandering.call(held, choice.of("get\\w+", "position", "set\\w+", "truncate", "free"));
        }
    }

    private void change(Slot rows) {
        String kind = choice.of("update", "update", "insert", "delete", "cancel", "refresh");
        switch (kind) {
            case "insert" -> {
                draft.call(rows, "moveToInsertRow");
                fill(rows);
                fill(rows);
                draft.call(rows, "insertRow");
                draft.call(rows, "moveToCurrentRow");
            }
            case "delete" -> {
                draft.call(rows, "deleteRow");
                draft.call(rows, "rowDeleted");
            }
            case "refresh" -> draft.call(rows, "refreshRow");
            default -> {
                fill(rows);
                draft.call(rows, kind.equals("cancel") ? "cancelRowUpdates" : "updateRow");
                draft.call(rows, choice.of("rowUpdated", "getRow", "rowInserted"));
            }
        }
        read(rows);
    }

    private void fill(Slot rows) {
        if (rows.columns().isEmpty() || choice.percent(35)) {
            wandering.call(rows, "update[A-Z](?!ow$)\\w*");
            return;
        }
        Column column = choice.of(rows.columns());
        Value which =
                choice.percent(50) ? Value.of(rows.columns().indexOf(column) + 1) : Value.of(arguments.label(rows));
        if (choice.percent(10)) {
            draft.call(rows, "updateNull", which);
        } else {
            draft.call(rows, "updateObject", which, Samples.fitting(column.category(), choice));
        }
    }
}
