package dev.covet.agent.tooling.transform;

import dev.covet.agent.tooling.transform.ClassHeader.DeclaredMethod;
import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Loads the classes of a package anew, with every kind of advice in every method. */
final class EverythingWoven extends ClassLoader {
    /** The numbers of the points: as many as there are pieces of advice on one method. */
    static final int POINTS = 2 * (AdviceKind.values().length + 1);

    private static final int FIRST = 200;

    private final String prefix;
    private int woven;

    EverythingWoven(String prefix) {
        super(EverythingWoven.class.getClassLoader());
        this.prefix = prefix;
    }

    static int first() {
        return FIRST;
    }

    int woven() {
        return woven;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.startsWith(prefix) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] woven = weave(in.readAllBytes());
            return defineClass(name, woven, 0, woven.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] weave(byte[] classFile) {
        List<NumberedAdvice> advice = new ArrayList<>();
        for (DeclaredMethod method : ClassHeader.of(classFile).methods()) {
            if (!method.name().equals("<clinit>")) {
                add(advice, method);
            }
        }
        woven++;
        return AdviceWeaver.weave(classFile, advice);
    }

    private static void add(List<NumberedAdvice> advice, DeclaredMethod method) {
        int next = FIRST;
        for (AdviceKind kind : AdviceKind.values()) {
            boolean exit =
                    kind == AdviceKind.EXIT || kind == AdviceKind.ENTER_AND_EXIT || kind == AdviceKind.MAY_REJECT;
            boolean constructor = method.name().equals("<init>");
            boolean withoutArguments = method.descriptor().startsWith("()");
            if (!(exit && constructor) && !(kind == AdviceKind.REPLACE_ARGUMENT && withoutArguments)) {
                advice.add(new NumberedAdvice(
                        new MethodAdvice(kind, method.name(), method.descriptor(), new InstrumentationPoint() {}),
                        next));
            }
            next += 2;
        }
        // A second one around the first.
        if (!method.name().equals("<init>")) {
            advice.add(new NumberedAdvice(
                    new MethodAdvice(
                            AdviceKind.ENTER_AND_EXIT,
                            method.name(),
                            method.descriptor(),
                            new InstrumentationPoint() {}),
                    next));
        }
    }
}
