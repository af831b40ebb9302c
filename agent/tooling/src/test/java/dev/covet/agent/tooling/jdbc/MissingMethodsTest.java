package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interface that grew, and a wrapper from before. */
class MissingMethodsTest {
    private static final String NOT_HERE = "the default body";

    /** The driver's side: overrides what came later. */
    private final Later driver = new Later() {
        @Override
        public int known() {
            return 1;
        }

        @Override
        public String wide(long a, int b, double c, float d, boolean e, byte f, char g, short h, String... rest) {
            return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h + " " + List.of(rest);
        }

        @Override
        public <T extends Comparable<T>> T larger(T one, T other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        @Override
        public void fails(List<? super IOException> thrown) throws IOException {
            IOException failure = new IOException("the driver's");
            thrown.add(failure);
            throw failure;
        }

        @Override
        public long length() {
            return Long.MIN_VALUE;
        }

        @Override
        public double ratio(double of) {
            return of / 2;
        }

        @Override
        public int[][] table(int[][] given) {
            return given;
        }
    };

    private Later wrapper = driver;

    @BeforeEach
    void wrap() throws ReflectiveOperationException {
        Constructor<?> constructor =
                new Completing().loadClass(LaterWrapper.class.getName()).getDeclaredConstructor(Later.class);
        constructor.setAccessible(true);
        wrapper = (Later) constructor.newInstance(driver);
    }

    @Test
    void wide_andOddArguments_arriveInOrder() {
        assertThat(wrapper.wide(Long.MAX_VALUE, 2, 0.5, 0.25f, true, (byte) 3, 'x', (short) 4, "p", "q"))
                .isEqualTo("9223372036854775807 2 0.5 0.25 true 3 x 4 [p, q]");
        assertThat(wrapper.length()).isEqualTo(Long.MIN_VALUE);
        assertThat(wrapper.ratio(3)).isEqualTo(1.5);
        int[][] given = {{1}};
        assertThat(wrapper.table(given)).isSameAs(given);
    }

    @Test
    void generic_method_returnsWhatTheDriverReturns() {
        assertThat(wrapper.larger("a", "b")).isEqualTo("b");
    }

    @Test
    void exception_isTheSameObject() {
        List<Throwable> thrown = new ArrayList<>();

        assertThatThrownBy(() -> wrapper.fails(thrown)).isSameAs(thrown.get(0));
    }

    @Test
    void inherited_methodOfASuperinterface_isForwardedToo() {
        assertThatThrownBy(wrapper::inherited).isInstanceOf(UnsupportedOperationException.class);
        assertThat(calls(wrapper)).isEqualTo(1);
    }

    @Test
    void hook_isCalledForEachAddedMethodAndNoOther() {
        assertThat(wrapper.known()).isEqualTo(1);
        assertThat(wrapper.byHand()).isEqualTo("by hand");
        assertThat(calls(wrapper)).isZero();

        assertThat(wrapper.length()).isNegative();
        assertThat(wrapper.larger(1, 2)).isEqualTo(2);

        assertThat(calls(wrapper)).isEqualTo(2);
    }

    @Test
    void declared_varargsAndExceptions_asTheInterfaceDeclaresThem() throws NoSuchMethodException {
        Method wide = method("wide");
        Method fails = method("fails");

        assertThat(wide.isVarArgs()).isTrue();
        assertThat(fails.getExceptionTypes()).containsExactly(IOException.class);
    }

    @Test
    void wrapperIsNotCompleted_theDefaultBodyAnswers() {
        assertThat(new LaterWrapper(driver).wide(1, 2, 3, 4, true, (byte) 5, 'x', (short) 6))
                .isEqualTo(NOT_HERE);
    }

    @Test
    void nothingMissing_noNewClassFile() throws IOException {
        assertThat(new MissingMethods(
                                classFile(LaterWrapper.class),
                                Runnable.class,
                                getClass().getClassLoader())
                        .signatures())
                .containsExactly("run()V");
        assertThat(new MissingMethods(
                                classFile(LaterWrapper.class),
                                Known.class,
                                getClass().getClassLoader())
                        .added())
                .isNull();
    }

    private Method method(String name) throws NoSuchMethodException {
        return Arrays.stream(wrapper.getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
    }

    private static int calls(Later wrapper) {
        return Integer.parseInt(wrapper.toString());
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = MissingMethodsTest.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    public interface Known {
        int known();

        @Override
        boolean equals(@Nullable Object other);

        static String unimportant() {
            return "";
        }
    }

    public interface Grown {
        default String inherited() {
            throw new UnsupportedOperationException();
        }
    }

    public interface Later extends Known, Grown {
        default String wide(long a, int b, double c, float d, boolean e, byte f, char g, short h, String... rest) {
            return NOT_HERE;
        }

        default <T extends Comparable<T>> T larger(T one, T other) {
            throw new IllegalStateException(NOT_HERE);
        }

        default void fails(List<? super IOException> thrown) throws IOException {}

        default long length() {
            return 0;
        }

        default double ratio(double of) {
            return 0;
        }

        default int[][] table(int[][] given) {
            return new int[0][];
        }

        default String byHand() {
            return NOT_HERE;
        }
    }

    abstract static class ForwardingLater implements Later {
        protected abstract Later delegate();

        @Override
        public int known() {
            return delegate().known();
        }

        @Override
        public String byHand() {
            return "by hand";
        }
    }

    static final class LaterWrapper extends ForwardingLater {
        private final Later delegate;
        private int calls;

        LaterWrapper(Later delegate) {
            this.delegate = delegate;
        }

        @Override
        protected Later delegate() {
            return delegate;
        }

        @Nullable Object fromLaterJdk(@Nullable Object made) {
            calls++;
            return made;
        }

        @Override
        public String toString() {
            return String.valueOf(calls);
        }
    }

    /** Loads the wrapper anew, with what it lacks. */
    private static final class Completing extends ClassLoader {
        Completing() {
            super(MissingMethodsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean wrapper = name.equals(LaterWrapper.class.getName()) || name.equals(ForwardingLater.class.getName());
            Class<?> loaded = wrapper ? findLoadedClass(name) : super.loadClass(name, resolve);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try {
                byte[] old = classFile(Class.forName(name));
                byte[] added = name.equals(LaterWrapper.class.getName())
                        ? Objects.requireNonNull(new MissingMethods(old, Later.class, this).added())
                        : old;
                return defineClass(name, added, 0, added.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
