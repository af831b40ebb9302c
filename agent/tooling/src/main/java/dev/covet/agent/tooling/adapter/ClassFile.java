package dev.covet.agent.tooling.adapter;

import dev.covet.agent.tooling.transform.ClassFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file offers and what it refers to, without loading the class. Names have slashes. */
final class ClassFile extends ClassVisitor {
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    private final Map<String, Integer> members = new HashMap<>();
    private final List<String> supertypes = new ArrayList<>();
    private final Set<Reference> references = new HashSet<>();
    private int access;

    private ClassFile() {
        super(ClassFiles.API);
    }

    /**
     * Something a class refers to.
     *
     * @param owner a class
     * @param member name and descriptor of its field or method; null for the class itself
     */
    record Reference(String owner, @Nullable String member) {}

    static ClassFile read(byte[] bytes) {
        ClassReader reader = ClassFiles.reader(bytes);
        ClassFile file = new ClassFile();
        reader.accept(file, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        file.collectReferences(reader);
        return file;
    }

    /** Access flags of a member given as name and descriptor; null when the class does not declare it. */
    @Nullable Integer member(String nameAndDescriptor) {
        return members.get(nameAndDescriptor);
    }

    List<String> supertypes() {
        return supertypes;
    }

    Set<Reference> references() {
        return references;
    }

    boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    @Override
    public void visit(
            int version,
            int flags,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        access = flags;
        if (superName != null) {
            supertypes.add(superName);
        }
        if (interfaces != null) {
            supertypes.addAll(List.of(interfaces));
        }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int flags, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        members.put(name + descriptor, flags);
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int flags, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        members.put(name + descriptor, flags);
        return null;
    }

    /** Everything code refers to stands in the constants. */
    private void collectReferences(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at == 0) {
                continue;
            }
            int tag = reader.readByte(at - 1);
            if (tag == CLASS) {
                add(reader.readUTF8(at, buffer), null);
            } else if (tag >= FIELD && tag <= INTERFACE_METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                String member = reader.readUTF8(nameAndType, buffer) + reader.readUTF8(nameAndType + 2, buffer);
                add(reader.readClass(at, buffer), member);
            }
        }
    }

    private void add(String owner, @Nullable String member) {
        if (!owner.startsWith("[")) {
            references.add(new Reference(owner, member));
        } else if (owner.endsWith(";")) {
            // A method of an array is the JDK's; its elements' class has to exist.
            references.add(new Reference(owner.substring(owner.indexOf('L') + 1, owner.length() - 1), null));
        }
    }
}
