package dev.covet.agent.tooling.transform;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What advice has to know about the method it is put into.
 *
 * @param type the class's name, with slashes
 * @param access of the method
 * @param name of the method
 * @param descriptor of the method
 * @param frames whether the class file has to say what is in the variables after a jump
 */
record MethodShape(String type, int access, String name, String descriptor, boolean frames) {
    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    Type[] arguments() {
        return Type.getArgumentTypes(descriptor);
    }

    Type result() {
        return Type.getReturnType(descriptor);
    }

    /** The variable of an argument. */
    int variable(int argument) {
        int variable = isStatic() ? 0 : 1;
        Type[] types = arguments();
        for (int i = 0; i < argument; i++) {
            variable += types[i].getSize();
        }
        return variable;
    }
}
