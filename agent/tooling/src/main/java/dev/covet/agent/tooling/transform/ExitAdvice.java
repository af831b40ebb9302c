package dev.covet.agent.tooling.transform;

import dev.covet.instrumentation.spi.AdviceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * After a method, whether it returns or throws. What the method may change meanwhile is kept in variables that come after
 * its own; each place that says what is in the variables is told of them.
 */
final class ExitAdvice extends AdviceMethod {
    private static final String THROWABLE = "java/lang/Throwable";

    private final Label start = new Label();
    private final boolean entered;
    private final boolean mayReject;
    private final int firstFree;
    private final int self;
    private final int token;
    private final int outcome;

    /** Of one of the kinds with an exit. */
    ExitAdvice(MethodVisitor next, MethodShape shape, int point, int firstFree, AdviceKind kind) {
        super(next, shape, point);
        if (shape.isConstructor()) {
            throw new IllegalArgumentException(
                    "The end of a constructor cannot be seen: " + shape.type() + shape.descriptor());
        }
        this.entered = kind != AdviceKind.EXIT;
        this.mayReject = kind == AdviceKind.MAY_REJECT;
        this.firstFree = firstFree;
        self = firstFree;
        token = firstFree + 1;
        outcome = firstFree + 2;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        self();
        mv.visitVarInsn(Opcodes.ASTORE, self);
        if (entered) {
            enter();
            mv.visitVarInsn(Opcodes.ASTORE, token);
        }
        if (mayReject) {
            // Before the range whose exceptions lead to the exit.
            mv.visitVarInsn(Opcodes.ALOAD, token);
            reject();
        }
        mv.visitLabel(start);
    }

    @Override
    public void visitInsn(int instruction) {
        if (instruction >= Opcodes.IRETURN && instruction <= Opcodes.RETURN) {
            beforeReturn(shape.result());
        }
        super.visitInsn(instruction);
    }

    private void beforeReturn(Type result) {
        if (result.getSort() == Type.VOID) {
            exit(null);
            mv.visitInsn(Opcodes.POP);
            return;
        }
        mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), outcome);
        loadResult(result);
        exit(result);
        choose(result);
    }

    private void loadResult(Type result) {
        mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), outcome);
        box(result);
    }

    /** Leaves the answer on the stack. */
    private void exit(@Nullable Type result) {
        begin();
        if (result == null) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            loadResult(result);
        }
        mv.visitInsn(Opcodes.ACONST_NULL);
        end();
    }

    private void begin() {
        number(point);
        mv.visitVarInsn(Opcodes.ALOAD, self);
        if (entered) {
            mv.visitVarInsn(Opcodes.ALOAD, token);
        }
    }

    private void end() {
        dispatch("exit", entered ? 3 : 2, "L" + THROWABLE + ";");
    }

    /** The end of the method's code: what it throws arrives here, after the method's own handlers. */
    @Override
    public void visitMaxs(int stack, int locals) {
        Label end = new Label();
        mv.visitLabel(end);
        mv.visitTryCatchBlock(start, end, end, null);
        if (shape.frames()) {
            @Nullable Object[] known = withOwn(0, new Object[0]);
            mv.visitFrame(Opcodes.F_NEW, known.length, known, 1, new Object[] {THROWABLE});
        }
        mv.visitVarInsn(Opcodes.ASTORE, outcome);
        begin();
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitVarInsn(Opcodes.ALOAD, outcome);
        end();
        mv.visitInsn(Opcodes.POP);
        mv.visitVarInsn(Opcodes.ALOAD, outcome);
        mv.visitInsn(Opcodes.ATHROW);
        super.visitMaxs(stack, locals);
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int stacked, Object[] stack) {
        Object[] known = withOwn(locals, local);
        mv.visitFrame(type, known.length, known, stacked, stack);
    }

    private Object[] withOwn(int count, Object[] locals) {
        List<Object> known = new ArrayList<>(Arrays.asList(locals).subList(0, count));
        int variables = 0;
        for (Object each : known) {
            variables += each == Opcodes.LONG || each == Opcodes.DOUBLE ? 2 : 1;
        }
        for (; variables < firstFree; variables++) {
            known.add(Opcodes.TOP);
        }
        known.add(shape.isStatic() ? Opcodes.NULL : shape.type());
        if (entered) {
            known.add("java/lang/Object");
        }
        return known.toArray();
    }
}
