package dev.covet.consistency.workload;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Which shapes a client runs. */
public enum Mix {
    ALL,
    /** Everything, but what makes a cache begin anew is ten times as rare. */
    SETTLED,
    /** Only single rows are changed, and only through JDBC. */
    ROWS,
    /** Nothing that changes a row. */
    READS,
    /** Nothing that only reads. */
    WRITES;

    private static final int OWN_WEIGHT = 3;
    private static final int SELDOM = 10;
    private static final int NOT_IN_FOCUS = 3;
    private static final Set<Shape> BEGINNING =
            EnumSet.of(Shape.DEFINITION, Shape.REFILL, Shape.REFILL_COPIED, Shape.WRITE_UNWRAPPED);
    private static final List<Shape> ASKING =
            Stream.of(Shape.values()).filter(Shape::asks).toList();

    /** Each shape as often as its weight says. */
    List<Shape> shapes(Dialect dialect) {
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            boolean own = dialect.ownShapes().contains(shape);
            if (isOf(shape, own)) {
                int weight = (own ? OWN_WEIGHT : shape.weight()) * (beginsAnew(shape) ? 1 : SELDOM);
                for (int times = 0; times < weight; times++) {
                    shapes.add(shape);
                }
            }
        }
        return shapes;
    }

    private boolean beginsAnew(Shape shape) {
        return this == SETTLED && BEGINNING.contains(shape);
    }

    private boolean isOf(Shape shape, boolean own) {
        return switch (this) {
            case ALL, SETTLED -> true;
            case ROWS -> !own && shape != Shape.DEFINITION && shape != Shape.REFILL;
            case READS -> !shape.writes();
            case WRITES -> shape.writes();
        };
    }

    /** Mostly one of the two queries to which all turn. */
    Shape choose(List<Shape> shapes, Plan plan, Random random) {
        if (this != WRITES && random.nextInt(NOT_IN_FOCUS) > 0) {
            return ASKING.get(plan.focus(2 + random.nextInt(2), ASKING.size()));
        }
        return shapes.get(random.nextInt(shapes.size()));
    }
}
