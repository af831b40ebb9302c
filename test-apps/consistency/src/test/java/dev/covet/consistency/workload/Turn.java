package dev.covet.consistency.workload;

import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/** What a shape works with. */
record Turn(Plan plan, Session session, Random random) {
    private static final int NOT_IN_FOCUS = 4;

    Dialect dialect() {
        return plan.dialect();
    }

    /** How many each table has. */
    int rows() {
        return plan.rows();
    }

    /** The row to which all turn. */
    int focus() {
        return 1 + plan.focus(0, rows());
    }

    /** A row, mostly that one. */
    int key() {
        return random.nextInt(NOT_IN_FOCUS) == 0 ? 1 + random.nextInt(rows()) : focus();
    }

    int parent() {
        return Schema.parentOf(key());
    }

    /** A row from this one on. */
    int keyFrom(int first) {
        int others = rows() - first + 1;
        return first + (random.nextInt(NOT_IN_FOCUS) == 0 ? random.nextInt(others) : plan.focus(1, others));
    }

    void read(Question question) throws OperationFailedException {
        session.read(question);
    }

    void write(Change change) throws OperationFailedException {
        session.write(change);
    }

    void write(LongFunction<Change> change) throws OperationFailedException {
        session.write(change.apply(session.newValue()));
    }

    void readAny() throws OperationFailedException {
        int first = key();
        switch (random.nextInt(8)) {
            case 0 -> read(Questions.plain(first));
            case 1 -> read(Questions.range(first, keyFrom(first)));
            case 2 -> read(Questions.join(first));
            case 3 -> read(Questions.trail(first));
            case 4 -> read(Questions.children(parent()));
            case 5 -> read(Questions.byKey(Table.MIRROR, first));
            case 6 -> read(Questions.board(rows()));
            default -> read(Questions.byKey(Table.REG, first));
        }
    }

    /** Writes a row; in a transaction it should be a later one each time, so that few wait for each other in a circle. */
    void writeAny(int k) throws OperationFailedException {
        switch (random.nextInt(4)) {
            case 0 -> write(Changes.trail(k, session.newValue()));
            case 1 -> write(Changes.plain(k, session.newValue()));
            default -> write(Changes.prepared(Table.REG, k, session.newValue()));
        }
    }

    /** Reads and writes, the rows in ascending order. */
    void readAndWrite(int steps) throws OperationFailedException {
        int k = 1;
        for (int step = 0; step < steps; step++) {
            readAny();
            if (k <= rows() && random.nextBoolean()) {
                k += random.nextInt(rows() - k + 1);
                writeAny(k);
                k++;
            }
        }
    }

    void transaction(Isolation isolation, boolean readOnly, Part part) throws OperationFailedException {
        session.begin(isolation, readOnly);
        part.run();
        session.commit();
    }

    List<Long> newValues(int count) {
        List<Long> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(session.newValue());
        }
        return values;
    }

    /** What is done between the begin and the commit. */
    @FunctionalInterface
    interface Part {
        void run() throws OperationFailedException;
    }
}
