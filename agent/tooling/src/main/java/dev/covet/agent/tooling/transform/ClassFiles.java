package dev.covet.agent.tooling.transform;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Reads class files, also of JDKs that came later than the library that reads: their format has hardly changed, and what
 * cannot be read fails and leaves the class as it is.
 */
public final class ClassFiles {
    public static final int API = Opcodes.ASM9;

    private static final int NEWEST_KNOWN = Opcodes.V27;
    private static final int VERSION_AT = 6;

    private ClassFiles() {}

    public static ClassReader reader(byte[] classFile) {
        if (version(classFile) <= NEWEST_KNOWN) {
            return new ClassReader(classFile);
        }
        byte[] readable = classFile.clone();
        readable[VERSION_AT] = 0;
        readable[VERSION_AT + 1] = NEWEST_KNOWN;
        return new ClassReader(readable);
    }

    /** Changes the version of a class file to that of another. */
    public static byte[] withVersionOf(byte[] original, byte[] changed) {
        System.arraycopy(original, VERSION_AT, changed, VERSION_AT, 2);
        return changed;
    }

    private static int version(byte[] classFile) {
        return (classFile[VERSION_AT] & 0xff) << 8 | (classFile[VERSION_AT + 1] & 0xff);
    }
}
