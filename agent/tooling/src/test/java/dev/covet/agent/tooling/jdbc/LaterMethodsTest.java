package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A wrapper that lacks methods of its interface stands for one that is older than the JDK: here all that the generator
 * wrote are taken out of the wrappers, and some written by hand that return JDBC objects.
 */
class LaterMethodsTest {
    private static final String WRAPPERS = "dev.covet.instrumentation.jdbc.";

    private final List<String> lines = new ArrayList<>();
    private final SelfProtection protection = new SelfProtection(
            System::nanoTime, new ErrorReport(new AgentLog(LogLevel.INFO, System::nanoTime, lines::add)));
    private final List<Connection> open = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> thisJdk_addsNothingToAnyWrapper() {
        return LaterMethods.interfaces().entrySet().stream()
                .map(wrapper -> DynamicTest.dynamicTest(wrapper.getValue(), () -> {
                    byte[] classFile = classFile(wrapper.getKey());
                    Class<?> type = Class.forName(wrapper.getValue());
                    ClassLoader loader = LaterMethodsTest.class.getClassLoader();
                    assertThat(new MissingMethods(classFile, type, loader).signatures())
                            .isEmpty();
                    assertThat(transformer(loader).transform(loader, wrapper.getKey(), null, null, classFile))
                            .isNull();
                }));
    }

    @Test
    void interfaces_everyWrapperOfTheBoundary_isKnown() throws ReflectiveOperationException {
        Class<?> family = Class.forName(WRAPPERS + "WrapperFamily");
        List<String> made = Stream.of(family.getDeclaredMethods())
                .map(Method::getReturnType)
                .filter(type -> type.getSimpleName().startsWith("Covet"))
                .map(type -> type.getName().replace('.', '/'))
                .distinct()
                .toList();

        assertThat(LaterMethods.interfaces()).containsOnlyKeys(made);
    }

    @Test
    void wrapper_lacksMethods_theDriverIsCalled() throws Exception {
        Connection connection = wrapped(true);
        PreparedStatement insert = connection.prepareStatement("insert into pet values (?, ?, ?, ?)");
        insert.setLong(1, Long.MAX_VALUE);
        insert.setDouble(2, 0.25);
        insert.setString(3, "Rex");
        insert.setBytes(4, new byte[] {1, 2});

        assertThat(insert.executeUpdate()).isEqualTo(1);

        ResultSet rows = connection.prepareStatement("select * from pet").executeQuery();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong("id")).isEqualTo(Long.MAX_VALUE);
        assertThat(rows.getDouble(2)).isEqualTo(0.25);
        assertThat(rows.getObject(3, String.class)).isEqualTo("Rex");
        assertThat(rows.getBytes(4)).containsExactly(1, 2);
        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.getMetaData().supportsConvert(4, 12)).isTrue();
        assertThat(connection.createStatement().enquoteLiteral("O'Neil")).isEqualTo("'O''Neil'");
        assertThat(lines).isEmpty();
    }

    @Test
    void wrapper_lacksMethods_sameExceptionAsTheDrivers() throws Exception {
        Connection connection = wrapped(true);
        ResultSet rows = connection.prepareStatement("select 1").executeQuery();

        assertThatThrownBy(() -> rows.getLong(7))
                .isInstanceOf(SQLException.class)
                .satisfies(error ->
                        assertThat(error.getStackTrace()[0].getClassName()).startsWith("org.h2."));
    }

    @Test
    void wrapper_lacksMethodsThatReturnJdbcObjects_theyAreOurs() throws Exception {
        Connection connection = wrapped(true);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1");
        DatabaseMetaData metaData = connection.getMetaData();

        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(rows.getStatement()).isSameAs(statement);
        assertThat(metaData.getConnection()).isSameAs(connection);
        assertThat(Stream.of(statement, rows, metaData, metaData.getTables(null, null, "PET", null)))
                .allMatch(object -> object.getClass().getName().startsWith(WRAPPERS));
    }

    @Test
    void wrapper_lacksMethods_callsOfThemPinTheSession() throws Exception {
        Connection connection = wrapped(true);
        assertThat(((WrappedConnection) connection).session().state().pinned()).isNull();

        assertThat(connection.isReadOnly()).isFalse();

        assertThat(((WrappedConnection) connection).session().state().pinned()).contains("JDK");
    }

    @Test
    void wrapper_lacksMethodsAndIsNotCompleted_cannotAnswer() throws Exception {
        Connection connection = wrapped(false);

        assertThatThrownBy(connection::isReadOnly).isInstanceOf(AbstractMethodError.class);
    }

    @Test
    void transform_fails_wrapperIsLeftAsItIsAndItIsSaid() {
        ClassLoader loader = LaterMethodsTest.class.getClassLoader();
        String name = LaterMethods.interfaces().keySet().iterator().next();

        assertThat(transformer(loader).transform(loader, name, null, null, new byte[] {1}))
                .isNull();
        assertThat(lines).singleElement().asString().contains("COVET-2102", "jdbc-later-methods");
    }

    @Test
    void transform_otherLoader_isLeftAlone() throws IOException {
        ClassLoader loader = LaterMethodsTest.class.getClassLoader();
        String name = LaterMethods.interfaces().keySet().iterator().next();

        assertThat(transformer(new Older(true)).transform(loader, name, null, null, classFile(name)))
                .isNull();
    }

    private Connection wrapped(boolean completed) throws Exception {
        dev.covet.optimizer.engine.SelfProtection strict =
                new dev.covet.optimizer.engine.SelfProtection(System::nanoTime, (sentence, error) -> {
                    throw new AssertionError(sentence, error);
                });
        Engine engine = new Engine(new SqlTextCache(), new SignalBus(64, error -> {}), strict, System::nanoTime);
        Stage stage = () -> "test";
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, stage), strict));
        Connection raw = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        open.add(raw);
        try (Statement statement = raw.createStatement()) {
            statement.execute(
                    "create table pet (id bigint primary key, weight double, name varchar(20), face varbinary)");
        }
        ClassLoader loader = new Older(completed);
        Field plain = loader.loadClass(WRAPPERS + "WrapperFamily").getField("PLAIN");
        Function<Connection, Object> families = made -> {
            try {
                return plain.get(null);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        };
        Class<?> boundary = loader.loadClass(WRAPPERS + "JdbcBoundary");
        Object made = boundary.getConstructor(Engine.class, Function.class).newInstance(engine, families);
        return (Connection) boundary.getMethod("wrap", Connection.class, String.class, Properties.class)
                .invoke(made, raw, "jdbc:h2:mem:pets", null);
    }

    private LaterMethods transformer(ClassLoader own) {
        return new LaterMethods(protection.guard("jdbc-later-methods"), own);
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = LaterMethodsTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Loads the boundary anew, without the methods. */
    private final class Older extends ClassLoader {
        private final @Nullable LaterMethods completing;

        Older(boolean completed) {
            super(LaterMethodsTest.class.getClassLoader());
            completing = completed ? transformer(this) : null;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(WRAPPERS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name.replace('.', '/')) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name + ".class")) {
                byte[] older = Objects.requireNonNull(in).readAllBytes();
                byte[] changed = completing == null ? null : completing.transform(this, name, null, null, older);
                byte[] used = changed == null ? older : changed;
                return defineClass(null, used, 0, used.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            InputStream file = Objects.requireNonNull(super.getResourceAsStream(name));
            return name.startsWith(WRAPPERS.replace('.', '/')) ? WithoutMethods.of(file) : file;
        }
    }
}
