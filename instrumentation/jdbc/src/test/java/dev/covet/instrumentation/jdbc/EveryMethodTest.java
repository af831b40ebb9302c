package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs on each JDK that tests run on, so a method that a newer one adds is noticed. */
class EveryMethodTest {
    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            Connection.class, CovetConnection.class,
            Statement.class, CovetStatement.class,
            PreparedStatement.class, CovetPreparedStatement.class,
            CallableStatement.class, CovetCallableStatement.class,
            ResultSet.class, CovetResultSet.class,
            DatabaseMetaData.class, CovetDatabaseMetaData.class);

    /** Handed out as the driver made them, these would lead around the boundary. */
    private static final Set<Class<?>> OURS = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    @TestFactory
    Stream<DynamicTest> everyMethod_isOverridden() {
        return methods()
                .map(method -> DynamicTest.dynamicTest(method.toString(), () -> {
                    Method implementation = implementation(method);
                    assertThat(implementation.getDeclaringClass().isInterface())
                            .as("%s is inherited from the interface and so would not reach the driver", method)
                            .isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyMethodThatExecutesOrReturnsAJdbcObject_isWrittenByHandOrWrapped() {
        return methods()
                .filter(method -> OURS.contains(method.getReturnType())
                        || method.getName().startsWith("execute"))
                .filter(method -> method.getDeclaringClass() != DatabaseMetaData.class
                        || method.getReturnType() == Connection.class)
                .map(method -> DynamicTest.dynamicTest(
                        method.toString(),
                        () -> assertThat(implementation(method)
                                        .getDeclaringClass()
                                        .getSimpleName())
                                .doesNotStartWith("Forwarding")));
    }

    private static Stream<Method> methods() {
        return WRAPPERS.keySet().stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .distinct();
    }

    private static Method implementation(Method method) throws NoSuchMethodException {
        Class<?> wrapper = WRAPPERS.entrySet().stream()
                .filter(entry -> method.getDeclaringClass().isAssignableFrom(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(candidate -> method.getDeclaringClass().isAssignableFrom(candidate))
                .findFirst()
                .orElseThrow();
        return wrapper.getMethod(method.getName(), method.getParameterTypes());
    }
}
