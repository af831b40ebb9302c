package dev.covet.agent.tooling.transform;

import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts advice into the methods of a class. Only its class file is read: what it extends and implements may exist nowhere
 * as a file, if another agent made it. Methods without advice are copied as they are.
 */
final class AdviceWeaver {
    private AdviceWeaver() {}

    /** The class file with advice. */
    static byte[] weave(byte[] classFile, List<NumberedAdvice> advice) {
        ClassReader reader = ClassFiles.reader(classFile);
        LocalsCounter locals = new LocalsCounter();
        reader.accept(locals, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaving(writer, locals.counts, advice), ClassReader.EXPAND_FRAMES);
        return ClassFiles.withVersionOf(classFile, writer.toByteArray());
    }

    /** How many local variables each method has; what advice needs comes after them. */
    private static final class LocalsCounter extends ClassVisitor {
        final Map<String, Integer> counts = new HashMap<>();

        LocalsCounter() {
            super(ClassFiles.API);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            return new MethodVisitor(ClassFiles.API) {
                @Override
                public void visitMaxs(int stack, int locals) {
                    counts.put(name + descriptor, locals);
                }
            };
        }
    }

    private static final class Weaving extends ClassVisitor {
        private final Map<String, Integer> locals;
        private final List<NumberedAdvice> advice;
        private String type = "";
        private boolean frames;

        Weaving(ClassVisitor next, Map<String, Integer> locals, List<NumberedAdvice> advice) {
            super(ClassFiles.API, next);
            this.locals = locals;
            this.advice = advice;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            type = name;
            frames = (version & 0xffff) >= Opcodes.V1_6;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, thrown);
            Integer count = locals.get(name + descriptor);
            if (visitor == null || count == null) {
                return visitor;
            }
            List<NumberedAdvice> found = advice.stream()
                    .filter(each -> each.method().matches(name, descriptor))
                    .toList();
            MethodShape shape = new MethodShape(type, access, name, descriptor, frames);
            for (int i = 0; i < found.size(); i++) {
                // The first is the outermost, which has the last variables: it sees those of the others.
                int firstFree = count + AdviceMethod.MOST_VARIABLES * (found.size() - 1 - i);
                visitor = AdviceMethod.of(found.get(i), visitor, shape, firstFree);
            }
            return visitor;
        }
    }
}
