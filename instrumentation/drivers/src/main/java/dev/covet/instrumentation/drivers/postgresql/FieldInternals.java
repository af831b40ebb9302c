package dev.covet.instrumentation.drivers.postgresql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.jdbc.FieldMetadata;

/** What differs between the versions of pgjdbc's description of a column: a length was an int and became a short. */
final class FieldInternals {
    private static final MethodType MAKING =
            MethodType.methodType(Field.class, String.class, int.class, int.class, int.class, int.class, int.class);

    private final MethodHandle make;
    private final MethodHandle length;
    private final VarHandle tableName;

    FieldInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> lengthType = Field.class.getMethod("getLength").getReturnType();
        make = MethodHandles.explicitCastArguments(
                lookup.findConstructor(
                        Field.class, MAKING.changeReturnType(void.class).changeParameterType(2, lengthType)),
                MAKING);
        length = lookup.findVirtual(Field.class, "getLength", MethodType.methodType(lengthType))
                .asType(MethodType.methodType(int.class, Field.class));
        tableName = MethodHandles.privateLookupIn(FieldMetadata.class, lookup)
                .findVarHandle(FieldMetadata.class, "tableName", String.class);
    }

    /** The same column, of which the driver knows no more than the server has said. */
    Field copy(Field field, boolean binary) {
        return made(
                field.getColumnLabel(),
                field.getOID(),
                length(field),
                field.getMod(),
                field.getTableOid(),
                field.getPositionInTable(),
                binary);
    }

    /** A column as the server describes one. */
    Field made(String label, int type, int size, int modifier, int table, int position, boolean binary) {
        try {
            Field made = (Field) make.invokeExact(label, type, size, modifier, table, position);
            made.setFormat(binary ? Field.BINARY_FORMAT : Field.TEXT_FORMAT);
            return made;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    int length(Field field) {
        try {
            return (int) length.invokeExact(field);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table of a column, if the application has asked for it; else empty. */
    String table(Field field) {
        FieldMetadata known = field.getMetadata();
        String name = known == null || field.getTableOid() == 0 ? null : tableName(known);
        return name == null ? "" : name;
    }

    private @Nullable String tableName(FieldMetadata known) {
        return (String) tableName.get(known);
    }
}
