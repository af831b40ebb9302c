package dev.covet.consistency.workload;

import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Table;
import java.util.ArrayList;
import java.util.List;

/** What a client does in one go, and how often it does so beside the others. */
public enum Shape {
    READ_BY_KEY(100, turn -> turn.read(Questions.byKey(Table.REG, turn.key()))),
    READ_IN_TWO_STEPS(
            30, turn -> turn.read(Questions.byKey(Table.REG, turn.key()).inTwoSteps())),
    READ_FIRST(30, turn -> turn.read(Questions.range(turn.key(), turn.rows()).first(1))),
    READ_PLAIN(60, turn -> turn.read(Questions.plain(turn.key()))),
    READ_RANGE(50, Shape::range),
    READ_JOIN(50, turn -> turn.read(Questions.join(turn.key()))),
    READ_AGGREGATE(40, turn -> turn.read(Questions.aggregate(turn.dialect(), turn.key()))),
    READ_VIEW(40, turn -> turn.read(Questions.view(turn.key()))),
    READ_TRAIL(60, turn -> turn.read(Questions.trail(turn.key()))),
    READ_CHILDREN(50, turn -> turn.read(Questions.children(turn.parent()))),
    READ_BOARD(40, turn -> turn.read(Questions.board(turn.rows()))),
    READ_MIRROR(50, turn -> turn.read(Questions.byKey(Table.MIRROR, turn.key()))),

    WRITE_PREPARED(20, turn -> turn.write(value -> Changes.prepared(Table.REG, turn.key(), value))),
    WRITE_PLAIN(10, turn -> turn.write(value -> Changes.plain(turn.key(), value))),
    WRITE_TRAIL(15, turn -> turn.write(value -> Changes.trail(turn.key(), value))),
    WRITE_CHILD(10, turn -> turn.write(value -> Changes.prepared(Table.CHILD, turn.key(), value))),
    WRITE_BOARD(10, turn -> turn.write(value -> Changes.prepared(Table.BOARD, turn.key(), value))),
    WRITE_WITH_ANSWER(8, turn -> turn.write(value -> Changes.withAnswer(turn.dialect(), turn.key(), value))),
    WRITE_BY_CALL(8, turn -> turn.write(value -> Changes.call(turn.key(), value))),
    WRITE_THROUGH_RESULT(
            8,
            turn -> turn.transaction(
                    Isolation.READ_COMMITTED,
                    false,
                    () -> turn.write(value -> Changes.throughResult(turn.key(), value)))),
    WRITE_UNWRAPPED(
            4,
            turn -> turn.transaction(
                    Isolation.READ_COMMITTED,
                    false,
                    () -> turn.write(value -> Changes.unwrapped(turn.dialect(), turn.key(), value)))),
    LOCK_AND_WRITE(16, Shape::lockAndWrite),
    WRITE_BATCH(8, Shape::batch),
    CASCADE(6, Shape::cascade),
    REFILL(3, turn -> refill(turn, false)),
    REFILL_COPIED(0, turn -> refill(turn, true)),
    DEFINITION(1, Shape::definition),

    TRANSACTION(20, turn -> turn.transaction(Isolation.READ_COMMITTED, false, () -> turn.readAndWrite(3))),
    READ_ONLY_TRANSACTION(15, turn -> turn.transaction(Isolation.READ_COMMITTED, true, () -> readSome(turn, 4))),
    REPEATABLE_TRANSACTION(10, turn -> turn.transaction(Isolation.REPEATABLE_READ, false, () -> turn.readAndWrite(3))),
    REPEATABLE_READ_ONLY(25, turn -> turn.transaction(Isolation.REPEATABLE_READ, true, () -> readTwice(turn))),
    REPEATABLE_OVERWRITING(10, Shape::overwriteInSnapshot),
    OVERWRITING_TRANSACTION(8, Shape::overwrite),
    ROLLED_BACK(12, Shape::rollBack),
    SAVEPOINT(12, Shape::savepoint);

    private static final List<String> DEFINITIONS = List.of(
            "create or replace view seen as select k, v from reg",
            "create or replace view seen as select k, v from mirror");

    /** What it does; the exception ends it. */
    @FunctionalInterface
    private interface Body {
        void run(Turn turn) throws OperationFailedException;
    }

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // They are lambdas without state.
    private final Body body;

    Shape(int weight, Body body) {
        this.weight = weight;
        this.body = body;
    }

    int weight() {
        return weight;
    }

    /** Whether it is one query and nothing else. */
    boolean asks() {
        return compareTo(WRITE_PREPARED) < 0;
    }

    boolean writes() {
        return !asks() && this != READ_ONLY_TRANSACTION && this != REPEATABLE_READ_ONLY;
    }

    void run(Turn turn) throws OperationFailedException {
        body.run(turn);
    }

    private static void range(Turn turn) throws OperationFailedException {
        int first = turn.key();
        turn.read(Questions.range(first, turn.keyFrom(first)));
    }

    private static void readSome(Turn turn, int count) throws OperationFailedException {
        for (int number = 0; number < count; number++) {
            turn.readAny();
        }
    }

    /** The same rows again after others. */
    private static void readTwice(Turn turn) throws OperationFailedException {
        int first = turn.key();
        turn.read(Questions.byKey(Table.REG, first));
        turn.read(Questions.trail(first));
        readSome(turn, 2);
        turn.read(Questions.byKey(Table.REG, first));
        turn.read(Questions.plain(first));
        turn.read(Questions.trail(first));
        turn.read(Questions.range(1, turn.rows()));
    }

    private static void batch(Turn turn) throws OperationFailedException {
        int first = turn.key();
        int count = turn.keyFrom(first) - first + 1;
        List<Long> values = turn.newValues(count);
        turn.transaction(Isolation.READ_COMMITTED, false, () -> turn.write(Changes.batch(first, values)));
    }

    private static void cascade(Turn turn) throws OperationFailedException {
        int parent = turn.parent();
        List<Long> values = turn.newValues(2);
        turn.transaction(
                Isolation.READ_COMMITTED,
                false,
                () -> turn.write(Changes.cascade(parent, values.get(0), values.get(1))));
    }

    private static void refill(Turn turn, boolean copied) throws OperationFailedException {
        Change change = Changes.refill(turn.dialect(), turn.newValues(turn.rows()), copied);
        if (turn.dialect().refillsInTransaction()) {
            turn.transaction(Isolation.READ_COMMITTED, false, () -> turn.write(change));
        } else {
            turn.write(change);
        }
    }

    /** Nothing else is written between what it reads and what it writes. */
    private static void lockAndWrite(Turn turn) throws OperationFailedException {
        int k = turn.focus();
        turn.transaction(Isolation.READ_COMMITTED, false, () -> {
            turn.read(Questions.byKey(Table.REG, k).locking());
            turn.readAny();
            turn.readAny();
            turn.write(value -> Changes.prepared(Table.REG, k, value));
        });
    }

    /** The view shows one or the other of two tables, which are equal. */
    private static void definition(Turn turn) throws OperationFailedException {
        List<String> definitions = new ArrayList<>(DEFINITIONS);
        definitions.addAll(turn.dialect().definitions());
        turn.write(Changes.definition(definitions.get(turn.random().nextInt(definitions.size()))));
    }

    /** A version that nobody else may see. */
    private static void overwrite(Turn turn) throws OperationFailedException {
        int k = turn.key();
        List<Long> values = turn.newValues(2);
        turn.transaction(Isolation.READ_COMMITTED, false, () -> {
            turn.write(Changes.prepared(Table.REG, k, values.get(0)));
            turn.read(Questions.byKey(Table.REG, k));
            turn.write(Changes.prepared(Table.REG, k, values.get(1)));
            turn.read(Questions.byKey(Table.REG, k));
        });
    }

    /** The same row before and after its own change, and after that was taken back. */
    private static void overwriteInSnapshot(Turn turn) throws OperationFailedException {
        int k = turn.key();
        turn.session().begin(Isolation.REPEATABLE_READ, false);
        for (int times = 0; times < 3; times++) {
            turn.read(Questions.byKey(Table.REG, k));
        }
        turn.session().savepoint();
        turn.write(value -> Changes.prepared(Table.REG, k, value));
        turn.read(Questions.byKey(Table.REG, k));
        turn.read(Questions.byKey(Table.REG, k));
        if (turn.random().nextBoolean()) {
            turn.session().rollbackToSavepoint();
            turn.read(Questions.byKey(Table.REG, k));
        }
        turn.session().commit();
    }

    private static void rollBack(Turn turn) throws OperationFailedException {
        int k = turn.key();
        turn.session().begin(Isolation.READ_COMMITTED, false);
        turn.write(value -> Changes.prepared(Table.REG, k, value));
        turn.read(Questions.byKey(Table.REG, k));
        turn.read(Questions.join(k));
        turn.session().rollback();
    }

    private static void savepoint(Turn turn) throws OperationFailedException {
        int k = turn.key();
        turn.session().begin(Isolation.READ_COMMITTED, false);
        if (turn.random().nextBoolean()) {
            turn.write(value -> Changes.prepared(Table.REG, k, value));
        }
        turn.session().savepoint();
        turn.write(value -> Changes.prepared(Table.REG, k, value));
        turn.read(Questions.byKey(Table.REG, k));
        turn.session().rollbackToSavepoint();
        turn.read(Questions.plain(k));
        turn.session().commit();
    }
}
