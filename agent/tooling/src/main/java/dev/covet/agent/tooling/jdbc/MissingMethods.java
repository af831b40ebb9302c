package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.transform.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The methods of an interface that a wrapper neither has nor inherits from a class. Each becomes
 *
 * <pre>{@code
 * fromLaterJdk(null);
 * return delegate().method(arguments);
 * }</pre>
 *
 * <p>or, where a JDBC object is returned that must not lead around the boundary,
 *
 * <pre>{@code
 * return (ResultSet) fromLaterJdk(delegate().method(arguments));
 * }</pre>
 */
final class MissingMethods {
    /** The result types that a wrapper has to wrap. */
    private static final Set<String> WRAPPED =
            Set.copyOf(LaterMethods.interfaces().values());

    private static final String OBJECT = "java/lang/Object";
    private static final String HOOK = "fromLaterJdk";
    private static final String HOOK_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String ACCESSOR = "delegate";

    private final ClassReader wrapper;
    private final Class<?> type;
    private final Map<String, Method> missing = new LinkedHashMap<>();

    /** Of this class file, whose superclasses lie in the loader; neither is loaded. */
    MissingMethods(byte[] classFile, Class<?> type, ClassLoader loader) throws IOException {
        this.wrapper = ClassFiles.reader(classFile);
        this.type = type;
        Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .forEach(method -> missing.putIfAbsent(signature(method), method));
        for (ClassReader known = wrapper; known != null; known = superclass(known, loader)) {
            missing.keySet().removeAll(bodies(known));
        }
        Arrays.stream(Object.class.getMethods()).map(MissingMethods::signature).forEach(missing::remove);
    }

    /** Names and descriptors. */
    Set<String> signatures() {
        return missing.keySet();
    }

    /** The class file with them; null when there are none. */
    byte @Nullable [] added() {
        if (missing.isEmpty()) {
            return null;
        }
        ClassWriter writer = new ClassWriter(wrapper, ClassWriter.COMPUTE_MAXS);
        wrapper.accept(
                new ClassVisitor(ClassFiles.API, writer) {
                    @Override
                    public void visitEnd() {
                        missing.values().forEach(method -> forward(method, writer));
                        super.visitEnd();
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static @Nullable ClassReader superclass(ClassReader file, ClassLoader loader) throws IOException {
        String name = file.getSuperName();
        if (name == null || name.equals(OBJECT)) {
            return null;
        }
        try (InputStream bytes = loader.getResourceAsStream(name + ".class")) {
            if (bytes == null) {
                throw new IOException("there is no class file of " + name);
            }
            return ClassFiles.reader(bytes.readAllBytes());
        }
    }

    private static Set<String> bodies(ClassReader file) {
        Set<String> signatures = new HashSet<>();
        file.accept(
                new ClassVisitor(ClassFiles.API) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int flags,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if ((flags & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0) {
                            signatures.add(name + descriptor);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return signatures;
    }

    private static String signature(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }

    private void forward(Method method, ClassVisitor added) {
        String[] exceptions = Arrays.stream(method.getExceptionTypes())
                .map(Type::getInternalName)
                .toArray(String[]::new);
        String descriptor = Type.getMethodDescriptor(method);
        int flags = Opcodes.ACC_PUBLIC | (method.isVarArgs() ? Opcodes.ACC_VARARGS : 0);
        MethodVisitor code = added.visitMethod(flags, method.getName(), descriptor, null, exceptions);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        if (WRAPPED.contains(method.getReturnType().getName())) {
            callDelegate(method, code);
            callHook(code);
            code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(method.getReturnType()));
        } else {
            code.visitInsn(Opcodes.ACONST_NULL);
            callHook(code);
            code.visitInsn(Opcodes.POP);
            callDelegate(method, code);
        }
        code.visitInsn(Type.getReturnType(method).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void callHook(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper.getClassName(), HOOK, HOOK_DESCRIPTOR, false);
    }

    private void callDelegate(Method method, MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, wrapper.getClassName(), ACCESSOR, "()" + Type.getDescriptor(type), false);
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(method)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                Type.getInternalName(type),
                method.getName(),
                Type.getMethodDescriptor(method),
                true);
    }
}
