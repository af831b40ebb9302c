package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.transform.ClassFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of wrappers as they would be if JDBC had got nearly all of its methods later. */
final class WithoutMethods {
    /** Written by hand, and returning JDBC objects. */
    private static final Set<String> BY_HAND =
            Set.of("createStatement", "executeQuery", "getStatement", "getConnection", "getMetaData");

    private WithoutMethods() {}

    static InputStream of(InputStream classFile) {
        try (classFile) {
            ClassReader reader = ClassFiles.reader(classFile.readAllBytes());
            ClassWriter writer = new ClassWriter(0);
            String name = reader.getClassName().substring(reader.getClassName().lastIndexOf('/') + 1);
            reader.accept(
                    new ClassVisitor(ClassFiles.API, writer) {
                        @Override
                        public @Nullable MethodVisitor visitMethod(
                                int flags,
                                String method,
                                String descriptor,
                                @Nullable String signature,
                                String @Nullable [] exceptions) {
                            return isLeftOut(name, method, flags)
                                    ? null
                                    : super.visitMethod(flags, method, descriptor, signature, exceptions);
                        }
                    },
                    0);
            return new ByteArrayInputStream(writer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftOut(String type, String method, int flags) {
        boolean isPublic = (flags & Opcodes.ACC_PUBLIC) != 0;
        boolean generated = type.startsWith("Forwarding") && (flags & Opcodes.ACC_ABSTRACT) == 0;
        // The compiler adds bridges to a public class for what it inherits from one that is not.
        boolean bridge = (flags & Opcodes.ACC_BRIDGE) != 0;
        boolean left = type.startsWith("Covet") && (bridge || BY_HAND.contains(method));
        return isPublic && (generated || left) && !method.equals("<init>");
    }
}
