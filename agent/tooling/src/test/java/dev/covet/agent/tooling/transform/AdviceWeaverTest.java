package dev.covet.agent.tooling.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Methods as no compiler of today writes them, which the JVM accepts nevertheless. */
class AdviceWeaverTest {
    private static final int POINT = 300;

    private final List<String> calls = new ArrayList<>();
    private @Nullable Object answer;

    @AfterEach
    void removeTargets() {
        CovetDispatcher.target(POINT, null);
        CovetDispatcher.target(POINT + 1, null);
    }

    private static final class Defining extends ClassLoader {
        Class<?> define(byte[] classFile) {
            return defineClass("made.Made", classFile, 0, classFile.length);
        }
    }

    private interface Body {
        void write(MethodVisitor code);
    }

    /** A class with the one static method "made". */
    private static byte[] made(int version, String descriptor, Body body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, "made/Made", null, "java/lang/Object", null);
        MethodVisitor code =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "made", descriptor, null, null);
        code.visitCode();
        body.write(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private Method woven(AdviceKind kind, int replaced, byte[] classFile) {
        CovetDispatcher.target(POINT, call -> {
            calls.add("enter " + Arrays.toString((Object[]) call[1]));
            return kind == AdviceKind.REPLACE_ARGUMENT ? answer : "token";
        });
        CovetDispatcher.target(POINT + 1, call -> {
            calls.add("exit " + call[2] + " " + call[3]);
            return answer;
        });
        MethodAdvice advice = new MethodAdvice(kind, "made", "(", replaced, new InstrumentationPoint() {});
        byte[] woven = AdviceWeaver.weave(classFile, List.of(new NumberedAdvice(advice, POINT)));
        return Arrays.stream(new Defining().define(woven).getMethods())
                .filter(method -> method.getName().equals("made"))
                .findFirst()
                .orElseThrow();
    }

    /** The result is returned from below another value, which only the verifier knows of. */
    @Test
    void exit_moreOnTheStackThanTheResult_returns() throws Exception {
        byte[] classFile = made(Opcodes.V17, "(I)I", code -> {
            Label other = new Label();
            code.visitInsn(Opcodes.LCONST_1);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFEQ, other);
            code.visitIntInsn(Opcodes.BIPUSH, 11);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(other);
            code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 1, new Object[] {Opcodes.LONG});
            code.visitInsn(Opcodes.POP2);
            code.visitIntInsn(Opcodes.BIPUSH, 22);
            code.visitInsn(Opcodes.IRETURN);
        });
        Method method = woven(AdviceKind.ENTER_AND_EXIT, 0, classFile);

        assertThat(method.invoke(null, 1)).isEqualTo(11);
        assertThat(method.invoke(null, 0)).isEqualTo(22);
        assertThat(calls).containsExactly("enter [1]", "exit 11 null", "enter [0]", "exit 22 null");
    }

    /** The loop begins with the method's first instruction, and an argument's variable changes its type. */
    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V17})
    void exit_everyVersionOfClassFiles_works(int version) throws Exception {
        byte[] classFile = made(version, "(JI)Ljava/lang/Object;", code -> {
            Label loop = new Label();
            code.visitLabel(loop);
            if (version >= Opcodes.V1_6) {
                code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.LONG, Opcodes.INTEGER}, 0, new Object[0]);
            }
            code.visitIincInsn(2, -1);
            code.visitVarInsn(Opcodes.ILOAD, 2);
            code.visitJumpInsn(Opcodes.IFGT, loop);
            if (version >= Opcodes.V1_6) {
                code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.LONG, Opcodes.INTEGER}, 0, new Object[0]);
            }
            code.visitLdcInsn("text");
            code.visitVarInsn(Opcodes.ASTORE, 0);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ARETURN);
        });
        Method method = woven(AdviceKind.ENTER_AND_EXIT, 0, classFile);
        answer = "replaced";

        assertThat(method.invoke(null, 5L, 3)).isEqualTo("replaced");
        assertThat(calls).containsExactly("enter [5, 3]", "exit text null");
    }

    /** The format of a later JDK: as far as it is known, but with a number that is not. The JVM has the last word. */
    @Test
    void weave_versionOfALaterJdk_isKept() {
        byte[] classFile = made(Opcodes.V17, "()V", code -> code.visitInsn(Opcodes.RETURN));
        classFile[7] = 99;
        MethodAdvice advice = new MethodAdvice(AdviceKind.ENTER, "made", "(", new InstrumentationPoint() {});

        byte[] woven = AdviceWeaver.weave(classFile, List.of(new NumberedAdvice(advice, POINT)));
        assertThat(woven[7]).isEqualTo((byte) 99);
        assertThat(woven).hasSizeGreaterThan(classFile.length);
    }

    @Test
    void exit_methodThatAlwaysThrows_isCalledOnce() {
        byte[] classFile = made(Opcodes.V17, "()V", code -> {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ATHROW);
        });
        Method method = woven(AdviceKind.EXIT, 0, classFile);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> method.invoke(null)))
                .hasCauseInstanceOf(NullPointerException.class);
        assertThat(calls).singleElement().asString().startsWith("exit null java.lang.NullPointerException");
    }

    /** Each primitive type as argument and result: what goes in comes out, unless another of the type is answered. */
    @ParameterizedTest
    @CsvSource({"Z", "B", "C", "S", "I", "J", "F", "D"})
    void primitives_replacedOrNot_keepTheirValue(String type) throws Exception {
        org.objectweb.asm.Type asm = org.objectweb.asm.Type.getType(type);
        byte[] classFile = made(Opcodes.V17, "(J" + type + ")" + type, code -> {
            code.visitVarInsn(asm.getOpcode(Opcodes.ILOAD), 2);
            code.visitInsn(asm.getOpcode(Opcodes.IRETURN));
        });
        Method exit = woven(AdviceKind.EXIT, 0, classFile);
        Object one = value(exit.getReturnType(), 1);
        Object other = value(exit.getReturnType(), 0);

        assertThat(exit.invoke(null, 9L, one)).isEqualTo(one);
        answer = other;
        assertThat(exit.invoke(null, 9L, one)).isEqualTo(other);
        answer = null;
        Method replace = woven(AdviceKind.REPLACE_ARGUMENT, 1, classFile);
        assertThat(replace.invoke(null, 9L, one)).isEqualTo(one);
        answer = other;
        assertThat(replace.invoke(null, 9L, one)).isEqualTo(other);
        answer = "of another type";
        assertThat(replace.invoke(null, 9L, one)).isEqualTo(one);
    }

    private static Object value(Class<?> type, int number) {
        return switch (type.getName()) {
            case "boolean" -> number == 1;
            case "byte" -> (byte) number;
            case "char" -> (char) ('a' + number);
            case "short" -> (short) number;
            case "int" -> number;
            case "long" -> (long) number;
            case "float" -> (float) number;
            default -> (double) number;
        };
    }
}
