package dev.covet.agent.tooling.transform;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.instrumentation.spi.MethodAdvice;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method with one advice. What is put in calls the dispatcher in a straight line: decisions are made there, so there is
 * no jump, and nothing about the method's own stack has to be known.
 */
abstract class AdviceMethod extends MethodVisitor {
    /** More than any advice needs. */
    static final int MOST_VARIABLES = 6;

    private static final String DISPATCHER = CovetDispatcher.class.getName().replace('.', '/');
    private static final String OBJECT = "Ljava/lang/Object;";

    final MethodShape shape;
    final int point;

    AdviceMethod(MethodVisitor next, MethodShape shape, int point) {
        super(ClassFiles.API, next);
        this.shape = shape;
        this.point = point;
    }

    /** The method with the advice around or before it. */
    static MethodVisitor of(NumberedAdvice advice, MethodVisitor next, MethodShape shape, int firstFree) {
        MethodAdvice method = advice.method();
        return switch (method.kind()) {
            case ENTER -> new EnterAdvice(next, shape, advice.number());
            case REPLACE_ARGUMENT -> new ReplaceAdvice(next, shape, advice.number(), method.replaced());
            case EXIT, ENTER_AND_EXIT, MAY_REJECT ->
                new ExitAdvice(next, shape, advice.number(), firstFree, method.kind());
        };
    }

    /** Calls the dispatcher with so many objects after the number of the point. */
    final void dispatch(String method, int objects, String more) {
        String descriptor = "(I" + OBJECT.repeat(objects) + more + ")" + OBJECT;
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, method, descriptor, false);
    }

    /** Throws the token on the stack if the point has rejected the call. */
    final void reject() {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, "reject", "(" + OBJECT + ")V", false);
    }

    /** Leaves what enter answers on the stack. */
    final void enter() {
        Type[] arguments = shape.arguments();
        number(point);
        self();
        if (arguments.length <= 3) {
            for (int i = 0; i < arguments.length; i++) {
                argument(i, arguments[i]);
            }
            dispatch("enter", 1 + arguments.length, "");
            return;
        }
        number(arguments.length);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < arguments.length; i++) {
            mv.visitInsn(Opcodes.DUP);
            number(i);
            argument(i, arguments[i]);
            mv.visitInsn(Opcodes.AASTORE);
        }
        dispatch("enterMany", 1, "[" + OBJECT);
    }

    /** The object whose method it is; a constructor has none yet. */
    final void self() {
        if (shape.isStatic() || shape.isConstructor()) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    /** An argument as an object. */
    final void argument(int index, Type type) {
        mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), shape.variable(index));
        box(type);
    }

    final void box(Type type) {
        if (isPrimitive(type)) {
            String wrapper = wrapper(type);
            String descriptor = "(" + type.getDescriptor() + ")L" + wrapper + ";";
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        }
    }

    /** With an original and a replacement, both objects, on the stack: leaves the one that is taken, as that type. */
    final void choose(Type type) {
        mv.visitInsn(Opcodes.DUP);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, reference(type));
        String descriptor = "(" + OBJECT + OBJECT + "Z)" + OBJECT;
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, "choose", descriptor, false);
        if (isPrimitive(type)) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, wrapper(type));
            String unwrap = type.getClassName() + "Value";
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper(type), unwrap, "()" + type.getDescriptor(), false);
        } else if (!type.getDescriptor().equals(OBJECT)) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    final void number(int value) {
        if (value <= Byte.MAX_VALUE) {
            mv.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            mv.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }

    private static String reference(Type type) {
        return isPrimitive(type) ? wrapper(type) : type.getInternalName();
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static String wrapper(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.FLOAT -> "java/lang/Float";
            case Type.LONG -> "java/lang/Long";
            case Type.DOUBLE -> "java/lang/Double";
            default -> throw new IllegalArgumentException(type + " has no wrapper");
        };
    }

    /** Before the method. */
    private static final class EnterAdvice extends AdviceMethod {
        EnterAdvice(MethodVisitor next, MethodShape shape, int point) {
            super(next, shape, point);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            enter();
            mv.visitInsn(Opcodes.POP);
        }
    }

    /** Before the method, with another argument than the caller's. */
    private static final class ReplaceAdvice extends AdviceMethod {
        private final int replaced;

        ReplaceAdvice(MethodVisitor next, MethodShape shape, int point, int replaced) {
            super(next, shape, point);
            this.replaced = replaced;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Type type = shape.arguments()[replaced];
            argument(replaced, type);
            number(point);
            self();
            argument(replaced, type);
            dispatch("replace", 2, "");
            choose(type);
            mv.visitVarInsn(type.getOpcode(Opcodes.ISTORE), shape.variable(replaced));
        }
    }
}
