package dev.covet.agent.tooling.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.SelfProtection;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class WeavingTest {
    private final List<String> lines = new ArrayList<>();
    private final AgentLog log = new AgentLog(LogLevel.INFO, () -> 0, lines::add);
    private final SelfProtection protection = new SelfProtection(() -> 0, new ErrorReport(log));
    private final List<String> calls = new ArrayList<>();
    private @Nullable Object answer;

    /** Writes down how it is called and answers what the test wants. */
    private final InstrumentationPoint recorder = new InstrumentationPoint() {
        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            calls.add("enter " + Arrays.toString(arguments));
            return "token";
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            calls.add("exit " + token + " " + result + " " + (thrown == null ? "" : thrown.getMessage()));
            return answer;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            calls.add("abandon " + token);
        }
    };

    private record ByName(String type, List<MethodAdvice> methods) implements TypeInstrumentation {
        @Override
        public String name() {
            return "tested";
        }

        @Override
        public Set<String> types() {
            return Set.of(type);
        }
    }

    private Object target(AdviceKind kind, String method, String signature, InstrumentationPoint point)
            throws ReflectiveOperationException {
        String name = Target.class.getName();
        ByName instrumentation = new ByName(name, List.of(new MethodAdvice(kind, method, signature, point)));
        Woven loader = new Woven(List.of(instrumentation), protection, name);
        return loader.loadClass(name).getConstructor().newInstance();
    }

    private static @Nullable Object call(Object target, String method, Class<?>[] types, Object... arguments)
            throws ReflectiveOperationException {
        return target.getClass().getMethod(method, types).invoke(target, arguments);
    }

    @Test
    void enterAndExit_normalReturn_calledWithTokenAndResult() throws Exception {
        Object target = target(AdviceKind.ENTER_AND_EXIT, "greet", "(Ljava/lang/String;I)", recorder);

        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 2))
                .isEqualTo("hello xx");
        assertThat(calls).containsExactly("enter [x, 2]", "exit token hello xx ");
    }

    @Test
    void exit_answerOfTheRightType_replacesTheResult() throws Exception {
        answer = "other";
        Object target = target(AdviceKind.EXIT, "greet", "(", recorder);

        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("other");
        assertThat(calls).containsExactly("exit null hello x ");
    }

    @Test
    void exit_answerOfAnotherType_isIgnoredAndCounted() throws Exception {
        answer = 12;
        long errors = CovetDispatcher.errors();
        Object target = target(AdviceKind.EXIT, "greet", "(", recorder);

        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
        assertThat(CovetDispatcher.errors()).isEqualTo(errors + 1);
    }

    @Test
    void exit_voidStaticAndPrimitive_areSupported() throws Exception {
        call(target(AdviceKind.ENTER_AND_EXIT, "nothing", "()", recorder), "nothing", new Class<?>[0]);
        answer = List.of("replaced");
        assertThat(call(target(AdviceKind.ENTER_AND_EXIT, "list", "()", recorder), "list", new Class<?>[0]))
                .isEqualTo(List.of("replaced"));
        answer = 5;
        assertThat(call(target(AdviceKind.EXIT, "count", "(", recorder), "count", new Class<?>[] {Object.class}, "x"))
                .isEqualTo(5);
    }

    @Test
    void exit_methodThrows_isCalledAndTheExceptionStays() throws Exception {
        Object target = target(AdviceKind.ENTER_AND_EXIT, "fail", "(", recorder);

        assertThatThrownBy(() -> call(target, "fail", new Class<?>[] {String.class}, "broken"))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseMessage("broken");
        assertThat(calls).containsExactly("enter [broken]", "exit token null broken");
    }

    private InstrumentationPoint answering(@Nullable Object token) {
        return new InstrumentationPoint() {
            @Override
            public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
                return token;
            }

            @Override
            public @Nullable Object exit(
                    @Nullable Object self,
                    @Nullable Object token,
                    @Nullable Object result,
                    @Nullable Throwable thrown) {
                calls.add("exit " + result);
                return null;
            }
        };
    }

    @Test
    void mayReject_sqlException_isThrownInPlaceOfTheMethod() throws Exception {
        SQLException refusal = new SQLException("refused");
        Object target = target(AdviceKind.MAY_REJECT, "greet", "(", answering(refusal));
        assertThatThrownBy(() -> call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .cause()
                .isSameAs(refusal);
        assertThat(calls).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void mayReject_token_isThatOfTheExit() throws Exception {
        Object target = target(AdviceKind.MAY_REJECT, "greet", "(", answering("token"));
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
        assertThat(calls).containsExactly("exit hello x");
    }

    @Test
    void mayReject_anythingElse_isAnErrorOfOurs() throws Exception {
        Object target = target(AdviceKind.MAY_REJECT, "greet", "(", answering(new IllegalStateException("ours")));
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
        assertThat(protection.guard("tested").errors()).isOne();
    }

    @Test
    void enterAndExit_sqlExceptionAsToken_isNotThrown() throws Exception {
        Object target = target(AdviceKind.ENTER_AND_EXIT, "greet", "(", answering(new SQLException("x")));
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
    }

    @Test
    void mayReject_killSwitch_rejectsNothing() throws Exception {
        Object target = target(AdviceKind.MAY_REJECT, "greet", "(", answering(new SQLException("refused")));
        protection.enable(false);
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
    }

    @Test
    void replaceArgument_otherRunnable_isRunInstead() throws Exception {
        List<String> ran = new ArrayList<>();
        InstrumentationPoint replacing = new InstrumentationPoint() {
            @Override
            public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
                Runnable original = (Runnable) arguments[0];
                return (Runnable) () -> {
                    ran.add("ours");
                    original.run();
                };
            }
        };
        Object target = target(AdviceKind.REPLACE_ARGUMENT, "run", "(Ljava/lang/Runnable;)", replacing);

        call(target, "run", new Class<?>[] {Runnable.class}, (Runnable) () -> ran.add("theirs"));
        assertThat(ran).containsExactly("ours", "theirs");
    }

    @Test
    void enter_only_isCalledBefore() throws Exception {
        call(target(AdviceKind.ENTER, "nothing", "(", recorder), "nothing", new Class<?>[0]);
        assertThat(calls).containsExactly("enter []");
    }

    @ParameterizedTest
    @EnumSource
    void idlePoint_ofAnyKind_isAskedAndNotCalled(AdviceKind kind) throws Exception {
        List<String> asked = new ArrayList<>();
        InstrumentationPoint idle = new InstrumentationPoint() {
            @Override
            public boolean idle(@Nullable Object self, @Nullable Object value) {
                asked.add(self + " " + value);
                return true;
            }

            @Override
            public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
                throw new AssertionError("entered");
            }

            @Override
            public Object exit(
                    @Nullable Object self,
                    @Nullable Object token,
                    @Nullable Object result,
                    @Nullable Throwable thrown) {
                throw new AssertionError("left");
            }
        };
        Object target = target(kind, "greet", "(", idle);
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
        assertThat(asked).containsExactly(target + (kind == AdviceKind.EXIT ? " hello x" : " x"));
        assertThat(lines).isEmpty();
    }

    @Test
    void idlePoint_thatFails_isCountedAndNotCalled() throws Exception {
        InstrumentationPoint failing = new InstrumentationPoint() {
            @Override
            public boolean idle(@Nullable Object self, @Nullable Object value) {
                throw new IllegalStateException("ours");
            }
        };
        Object target = target(AdviceKind.ENTER, "greet", "(", failing);
        assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                .isEqualTo("hello x");
        assertThat(protection.guard("tested").errors()).isOne();
    }

    @Test
    void killSwitch_betweenEnterAndExit_abandons() throws Exception {
        InstrumentationPoint switching = new InstrumentationPoint() {
            @Override
            public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
                protection.enable(false);
                return "token";
            }

            @Override
            public void abandon(@Nullable Object self, Object token) {
                calls.add("abandon " + token);
            }
        };
        Object target = target(AdviceKind.ENTER_AND_EXIT, "nothing", "(", switching);

        call(target, "nothing", new Class<?>[0]);
        call(target, "nothing", new Class<?>[0]);
        assertThat(calls).containsExactly("abandon token");
    }

    @Test
    void point_throwsOften_applicationUnaffectedAndFeatureOff() throws Exception {
        InstrumentationPoint broken = new InstrumentationPoint() {
            @Override
            public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
                calls.add("enter");
                throw new IllegalArgumentException("ours");
            }
        };
        Object target = target(AdviceKind.ENTER_AND_EXIT, "greet", "(", broken);

        for (int i = 0; i < 30; i++) {
            assertThat(call(target, "greet", new Class<?>[] {String.class, int.class}, "x", 1))
                    .isEqualTo("hello x");
        }
        assertThat(calls).hasSize(11);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("[covet] WARN COVET-2102 The feature \"tested\" failed");
        assertThat(lines.get(1)).startsWith("[covet] ERROR COVET-2101 The feature \"tested\"");
        assertThat(protection.guard("tested").durations().count()).isOne();
    }

    @Test
    void transform_classFileThatCannotBeRead_unchangedAndCounted() {
        ByName instrumentation = new ByName("a.Broken", List.of());
        TypeIndex index = TypeIndex.register(List.of(instrumentation), protection);
        LazyTransformer transformer = new LazyTransformer(index, protection.guard("transformer"), null);

        byte[] woven = transformer.transform(getClass().getClassLoader(), "a/Broken", null, null, new byte[] {1, 2, 3});
        assertThat(woven).isNull();
        assertThat(protection.guard("transformer").errors()).isOne();
        assertThat(lines).singleElement().asString().contains("COVET-2102 The feature \"transformer\" failed");
    }

    /** Another agent adds interfaces that it generates and that no class file can be found for. */
    @Test
    void transform_interfaceWithoutAClassFile_isWoven() throws Exception {
        ClassWriter writer = new ClassWriter(0);
        try (var in = Target.class.getResourceAsStream("Target.class")) {
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, writer) {
                                @Override
                                public void visit(
                                        int version,
                                        int access,
                                        String name,
                                        @Nullable String signature,
                                        String superName,
                                        String @Nullable [] interfaces) {
                                    super.visit(version, access, name, signature, superName, new String[] {
                                        "not/There$String$Long"
                                    });
                                }
                            },
                            0);
        }
        MethodAdvice greet = new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "greet", "(", recorder);
        String name = Target.class.getName();
        TypeIndex index = TypeIndex.register(List.of(new ByName(name, List.of(greet))), protection);
        LazyTransformer transformer = new LazyTransformer(index, protection.guard("transformer"), null);

        assertThat(transformer.transform(
                        getClass().getClassLoader(), name.replace('.', '/'), null, null, writer.toByteArray()))
                .isNotNull();
        assertThat(lines).isEmpty();
    }

    @Test
    void transform_jdkClass_onlyByName() throws Exception {
        byte[] bytes;
        try (var in = Object.class.getResourceAsStream("/java/util/concurrent/ThreadPoolExecutor.class")) {
            bytes = in.readAllBytes();
        }
        String name = "java.util.concurrent.ThreadPoolExecutor";
        MethodAdvice execute =
                new MethodAdvice(AdviceKind.REPLACE_ARGUMENT, "execute", "(Ljava/lang/Runnable;)V", recorder);
        TypeIndex named = TypeIndex.register(List.of(new ByName(name, List.of(execute))), protection);
        TypeIndex other = TypeIndex.register(List.of(new ByName("x.Y", List.of(execute))), protection);
        String internal = name.replace('.', '/');

        assertThat(new LazyTransformer(named, protection.guard("t"), null).transform(null, internal, null, null, bytes))
                .isNotNull();
        assertThat(new LazyTransformer(other, protection.guard("t"), null).transform(null, internal, null, null, bytes))
                .isNull();
    }
}
