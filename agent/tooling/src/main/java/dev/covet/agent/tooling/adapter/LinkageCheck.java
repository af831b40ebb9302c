package dev.covet.agent.tooling.adapter;

import dev.covet.agent.tooling.adapter.ClassFile.Reference;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Proves that every class, method and field an adapter refers to exists in the library it was given and may be used.
 * Only class files are read: looking at loaded classes would load what their signatures name.
 */
final class LinkageCheck {
    private final AdapterLoader loader;
    private final Map<String, @Nullable ClassFile> files = new HashMap<>();

    private LinkageCheck(AdapterLoader loader) {
        this.loader = loader;
    }

    /** What is missing for the adapter that begins with this class, or null. */
    static @Nullable String missing(AdapterLoader loader, String entry) {
        return new LinkageCheck(loader).missing(entry.replace('.', '/'));
    }

    /** Follows references from class to class of the adapter. */
    private @Nullable String missing(String entry) {
        if (loader.ownClassFile(entry) == null) {
            return "the adapter's class " + entry.replace('/', '.') + " is not in the agent's jar";
        }
        Deque<String> open = new ArrayDeque<>(Set.of(entry));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            ClassFile file = file(open.remove());
            for (Reference reference : file == null ? Set.<Reference>of() : file.references()) {
                String missing = missing(reference);
                if (missing != null) {
                    return missing;
                }
                if (loader.ownClassFile(reference.owner()) != null && seen.add(reference.owner())) {
                    open.add(reference.owner());
                }
            }
        }
        return null;
    }

    private @Nullable String missing(Reference reference) {
        String owner = reference.owner();
        if (loader.isOurs(owner)) {
            return null;
        }
        ClassFile file = file(owner);
        String name = owner.replace('/', '.');
        if (file == null) {
            return "there is no class " + name;
        }
        if (!file.isPublic() && loader.ownClassFile(owner) == null) {
            return "the class " + name + " is not public";
        }
        if (reference.member() == null) {
            return null;
        }
        Integer access = access(owner, reference.member(), new HashSet<>());
        if (access == null) {
            return "there is no " + name + "." + reference.member();
        }
        boolean usable = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        return usable || loader.ownClassFile(owner) != null ? null : name + "." + reference.member() + " is not public";
    }

    /** Access flags of a member that a class declares or inherits; null when there is none. */
    private @Nullable Integer access(String type, String member, Set<String> seen) {
        if (!seen.add(type)) {
            return null;
        }
        ClassFile file = file(type);
        if (file == null) {
            return jdkDeclares(type, member) ? Opcodes.ACC_PUBLIC : null;
        }
        Integer declared = file.member(member);
        if (declared != null) {
            return declared;
        }
        for (String supertype : file.supertypes()) {
            Integer inherited = access(supertype, member, seen);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    /** The end of a hierarchy is a class of the JDK or of ours, which may be looked at as loaded classes. */
    private boolean jdkDeclares(String type, String member) {
        try {
            Class<?> loaded = Class.forName(type.replace('/', '.'), false, loader.getParent());
            return declares(loaded.getMethods(), member)
                    || inherits(loaded, member)
                    || (type.equals("java/lang/Object") && member.startsWith("clone()"));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Our own wrappers have protected methods for the adapters. */
    private static boolean inherits(Class<?> loaded, String member) {
        for (Class<?> type = loaded; type != null && type != Object.class; type = type.getSuperclass()) {
            if (declares(type.getDeclaredMethods(), member)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declares(Method[] methods, String member) {
        return Arrays.stream(methods)
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers()))
                .anyMatch(method -> member.equals(descriptor(method)));
    }

    private static String descriptor(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
    }

    private @Nullable ClassFile file(String type) {
        if (!files.containsKey(type)) {
            byte[] bytes = loader.ownClassFile(type);
            if (bytes == null && !loader.isOurs(type)) {
                bytes = loader.libraryClassFile(type);
            }
            files.put(type, bytes == null ? null : ClassFile.read(bytes));
        }
        return files.get(type);
    }
}
