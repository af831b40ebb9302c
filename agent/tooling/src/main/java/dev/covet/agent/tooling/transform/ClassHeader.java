package dev.covet.agent.tooling.transform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The beginning of a class file: its constants, its interfaces and its methods; nothing is resolved. */
final class ClassHeader {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CONSTANTS = 10;

    private final byte[] bytes;
    private final int[] constants;
    private final int end;

    private ClassHeader(byte[] bytes, int[] constants, int end) {
        this.bytes = bytes;
        this.constants = constants;
        this.end = end;
    }

    /** A method that a class declares, with a body. */
    record DeclaredMethod(String name, String descriptor) {}

    /** Whether the class directly implements or extends one of the interfaces or has one of the texts among its constants. */
    static boolean mentions(byte[] bytes, ByteStrings interfaces, ByteStrings texts) {
        int[] constants = new int[u2(bytes, CONSTANTS - 2)];
        int at = CONSTANTS;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            int tag = bytes[at];
            if (tag == UTF8 && texts.contains(bytes, at + 3, u2(bytes, at + 1))) {
                return true;
            }
            at += length(bytes, at, tag);
            i += tag == LONG || tag == DOUBLE ? 1 : 0;
        }
        return !interfaces.isEmpty() && new ClassHeader(bytes, constants, at).implementsOne(interfaces);
    }

    static ClassHeader of(byte[] bytes) {
        int[] constants = new int[u2(bytes, CONSTANTS - 2)];
        int at = CONSTANTS;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            int tag = bytes[at];
            at += length(bytes, at, tag);
            i += tag == LONG || tag == DOUBLE ? 1 : 0;
        }
        return new ClassHeader(bytes, constants, at);
    }

    /** The length of a constant with its tag. */
    private static int length(byte[] bytes, int at, int tag) {
        return switch (tag) {
            case UTF8 -> 3 + u2(bytes, at + 1);
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case LONG, DOUBLE -> 9;
            default -> throw new IllegalArgumentException("unknown constant " + tag + " in a class file");
        };
    }

    /** Whether one of these is the superclass, or among the interfaces the class names itself. */
    boolean implementsOne(ByteStrings interfaces) {
        int superclass = u2(bytes, end + 4);
        if (superclass != 0) {
            int name = constants[u2(bytes, constants[superclass] + 1)];
            if (interfaces.contains(bytes, name + 3, u2(bytes, name + 1))) {
                return true;
            }
        }
        int count = u2(bytes, end + 6);
        for (int i = 0; i < count; i++) {
            int name = constants[u2(bytes, constants[u2(bytes, end + 8 + 2 * i)] + 1)];
            if (interfaces.contains(bytes, name + 3, u2(bytes, name + 1))) {
                return true;
            }
        }
        return false;
    }

    /** The names of the superclass and of the interfaces the class names itself, with slashes. */
    List<String> supertypes() {
        int count = u2(bytes, end + 6);
        List<String> names = new ArrayList<>(count + 1);
        int superclass = u2(bytes, end + 4);
        if (superclass != 0) {
            names.add(text(u2(bytes, constants[superclass] + 1)));
        }
        for (int i = 0; i < count; i++) {
            names.add(text(u2(bytes, constants[u2(bytes, end + 8 + 2 * i)] + 1)));
        }
        return names;
    }

    /** The methods with a body that the class declares. */
    List<DeclaredMethod> methods() {
        List<DeclaredMethod> methods = new ArrayList<>();
        int fields = end + 8 + 2 * u2(bytes, end + 6);
        int at = afterMembers(fields);
        int count = u2(bytes, at);
        at += 2;
        for (int i = 0; i < count; i++) {
            boolean hasBody = (u2(bytes, at) & (0x0400 | 0x0100)) == 0;
            if (hasBody) {
                methods.add(new DeclaredMethod(text(u2(bytes, at + 2)), text(u2(bytes, at + 4))));
            }
            at = afterMember(at);
        }
        return methods;
    }

    private int afterMembers(int start) {
        int count = u2(bytes, start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            at = afterMember(at);
        }
        return at;
    }

    private int afterMember(int start) {
        int attributes = u2(bytes, start + 6);
        int at = start + 8;
        for (int i = 0; i < attributes; i++) {
            at += 6 + (u2(bytes, at + 2) << 16 | u2(bytes, at + 4));
        }
        return at;
    }

    /** A text; names in classes of interest are plain ASCII. */
    private String text(int constant) {
        int at = constants[constant];
        return new String(bytes, at + 3, u2(bytes, at + 1), StandardCharsets.UTF_8);
    }

    private static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
