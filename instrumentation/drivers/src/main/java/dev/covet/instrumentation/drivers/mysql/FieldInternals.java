package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import com.mysql.cj.util.LazyString;
import dev.covet.optimizer.engine.RowsInput;
import dev.covet.optimizer.engine.RowsOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * A column of this driver as bytes. It is what the server has said and what the driver makes of that with its settings: the type in
 * Java and the character set. Can be made only if the driver makes its columns of all that.
 */
final class FieldInternals {
    /** Database, table, table without alias, name, name without alias; then numbers and types. */
    private static final MethodType MAKING = MethodType.methodType(
            void.class,
            LazyString.class,
            LazyString.class,
            LazyString.class,
            LazyString.class,
            LazyString.class,
            long.class,
            int.class,
            short.class,
            int.class,
            int.class,
            String.class,
            MysqlType.class);

    private final MethodHandle make;
    private final MethodHandle makeText;

    FieldInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        make = lookup.findConstructor(Field.class, MAKING);
        makeText = lookup.findConstructor(LazyString.class, MethodType.methodType(void.class, String.class));
    }

    static void write(Field field, RowsOutput out) {
        out.text(field.getDatabaseName())
                .text(field.getTableName())
                .text(field.getOriginalTableName())
                .text(field.getName())
                .text(field.getOriginalName())
                .number(field.getLength())
                .integer(field.getMysqlTypeId())
                .integer(field.getFlags())
                .integer(field.getDecimals())
                .integer(field.getCollationIndex())
                .text(field.getEncoding())
                .text(field.getMysqlType().name());
    }

    Field read(RowsInput in) {
        try {
            return (Field) make.invokeExact(
                    text(in.textOrNull()),
                    text(in.textOrNull()),
                    text(in.textOrNull()),
                    text(in.textOrNull()),
                    text(in.textOrNull()),
                    in.number(),
                    in.integer(),
                    (short) in.integer(),
                    in.integer(),
                    in.integer(),
                    in.textOrNull(),
                    MysqlType.valueOf(in.text()));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty name of the server is null in this driver. */
    private LazyString text(@Nullable String name) throws Throwable {
        return (LazyString) makeText.invokeExact(name);
    }
}
