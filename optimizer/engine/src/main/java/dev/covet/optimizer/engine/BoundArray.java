package dev.covet.optimizer.engine;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An array of one element that was bound: one value in other clothes, as frameworks ask for lists of keys. */
public final class BoundArray {
    /** Names of types that the driver knows without asking the server. */
    private static final Set<String> TYPES = Set.of("int2", "int4", "int8", "text", "varchar", "uuid");

    private final String type;
    private final Object[] elements;

    private BoundArray(String type, Object[] elements) {
        this.type = type;
        this.elements = elements;
    }

    /** What the driver has taken; the given array itself if it is not one of these. */
    static @Nullable Object of(@Nullable Object given) {
        Object kept = given instanceof Array array ? single(array) : null;
        return kept == null ? given : kept;
    }

    private static @Nullable BoundArray single(Array array) {
        try {
            String type = array.getBaseTypeName();
            Object content = type != null && TYPES.contains(type) ? array.getArray() : null;
            return type != null && content instanceof Object[] elements && elements.length == 1 && elements[0] != null
                    ? new BoundArray(type, elements.clone())
                    : null;
        } catch (SQLException | RuntimeException untold) {
            return null;
        }
    }

    public Object element() {
        return elements[0];
    }

    /** The name of its elements' type. */
    public String type() {
        return type;
    }

    /** The same with another element of the same class. */
    public BoundArray with(Object element) {
        Object[] others = elements.clone();
        others[0] = element;
        return new BoundArray(type, others);
    }

    static void bind(PreparedStatement statement, int position, @Nullable BoundArray value) throws SQLException {
        if (value == null) {
            statement.setArray(position, null);
            return;
        }
        Array array = statement.getConnection().createArrayOf(value.type, value.elements);
        statement.setArray(position, array);
        array.free();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BoundArray array && type.equals(array.type) && elements[0].equals(array.elements[0]);
    }

    @Override
    public int hashCode() {
        return elements[0].hashCode();
    }

    /** Without the value: it may be personal data. */
    @Override
    public String toString() {
        return type + "[1]";
    }
}
