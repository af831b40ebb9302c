package dev.covet.agent.tooling.transform;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.agent.tooling.transform.ClassHeader.DeclaredMethod;
import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.SelfProtection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every instrumentation, and what to look for in a class file so that most are passed by at once. What runs at start
 * uses no lambda: the first one in a JVM costs more than all of the rest.
 */
public final class TypeIndex {
    private final List<Registered> registered;
    private final int nextNumber;
    private final Set<String> names = new HashSet<>();
    private final Set<String> interfaceNames = new HashSet<>();
    private final ByteStrings interfaces;
    private final ByteStrings signatures;

    private TypeIndex(List<Registered> registered, int nextNumber) {
        this.registered = registered;
        this.nextNumber = nextNumber;
        Set<String> rare = new HashSet<>();
        for (Registered each : registered) {
            TypeInstrumentation instrumentation = each.instrumentation();
            addInternalNames(instrumentation.types(), names);
            addInternalNames(instrumentation.interfaces(), interfaceNames);
            if (instrumentation.anyType()) {
                for (NumberedAdvice advice : each.advice()) {
                    rare.add(advice.method().signature());
                }
            }
        }
        interfaces = new ByteStrings(interfaceNames);
        signatures = new ByteStrings(rare);
    }

    private static void addInternalNames(Set<String> from, Set<String> to) {
        for (String name : from) {
            to.add(name.replace('.', '/'));
        }
    }

    /** Gives each point its number and makes the dispatcher call it. */
    public static TypeIndex register(List<TypeInstrumentation> instrumentations, SelfProtection protection) {
        return register(instrumentations, protection, 0);
    }

    /** Likewise, beside the points of another index. */
    public static TypeIndex register(
            List<TypeInstrumentation> instrumentations, SelfProtection protection, int firstNumber) {
        List<Registered> registered = new ArrayList<>();
        int number = firstNumber;
        for (TypeInstrumentation instrumentation : instrumentations) {
            if (instrumentation.isEnabled()) {
                List<NumberedAdvice> advice = new ArrayList<>();
                for (MethodAdvice method : instrumentation.methods()) {
                    GuardedPoint point = new GuardedPoint(method, protection, protection.guard(instrumentation.name()));
                    CovetDispatcher.gate(number, point.gate());
                    CovetDispatcher.target(number, point.entry());
                    CovetDispatcher.target(number + 1, point);
                    advice.add(new NumberedAdvice(method, number));
                    number += 2;
                }
                registered.add(new Registered(instrumentation, List.copyOf(advice)));
            }
        }
        return new TypeIndex(List.copyOf(registered), number);
    }

    /** The first number that no point of this index has. */
    public int nextNumber() {
        return nextNumber;
    }

    /** Whether a class of this name, with slashes, is instrumented wherever it comes from. */
    boolean names(String internalName) {
        return names.contains(internalName);
    }

    /** Whether a class may be meant; most are not, and this is quick. */
    boolean mayConcern(String internalName, byte[] classFile) {
        return names.contains(internalName) || ClassHeader.mentions(classFile, interfaces, signatures);
    }

    /** The advice for the methods that this class declares. */
    List<NumberedAdvice> advice(String internalName, byte[] classFile) {
        ClassHeader header = ClassHeader.of(classFile);
        List<DeclaredMethod> declared = header.methods();
        List<String> implemented = header.supertypes();
        String name = internalName.replace('/', '.');
        List<NumberedAdvice> found = new ArrayList<>();
        for (Registered each : registered) {
            if (concerns(each.instrumentation(), name, implemented)) {
                each.advice().stream()
                        .filter(advice -> declared.stream()
                                .anyMatch(method -> advice.method().matches(method.name(), method.descriptor())))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean concerns(TypeInstrumentation instrumentation, String name, List<String> implemented) {
        return instrumentation.anyType()
                || instrumentation.types().contains(name)
                || implemented.stream()
                        .anyMatch(type -> instrumentation.interfaces().contains(type.replace('/', '.')));
    }

    /** Whether a loaded class may be meant: by its name or by any interface it has. Nothing is loaded for the answer. */
    boolean mayConcern(Class<?> loaded, boolean ofTheJdk) {
        if (names.contains(loaded.getName().replace('.', '/'))) {
            return true;
        }
        if (ofTheJdk || interfaceNames.isEmpty()) {
            return false;
        }
        for (@Nullable Class<?> type = loaded; type != null; type = type.getSuperclass()) {
            if (hasInterface(type)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasInterface(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && interfaceNames.contains(superclass.getName().replace('.', '/'))) {
            return true;
        }
        for (Class<?> each : type.getInterfaces()) {
            if (interfaceNames.contains(each.getName().replace('.', '/')) || hasInterface(each)) {
                return true;
            }
        }
        return false;
    }
}
