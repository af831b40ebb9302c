package dev.covet.instrumentation.spi;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves instrumentations into the real classes of this JVM, as the agent would, until it is closed. Errors of points
 * are kept and fail the test at the end.
 */
public final class Woven implements ClassFileTransformer, AutoCloseable {
    private static final Instrumentation JVM = ByteBuddyAgent.install();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final IdentityHashMap<TypeInstrumentation, List<MethodAdvice>> instrumentations = new IdentityHashMap<>();

    /** Methods that run since an earlier test still call with the numbers of that test. */
    private final int first;

    private final List<MethodAdvice> points = new ArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> changed = new HashSet<>();

    private Woven(List<TypeInstrumentation> instrumentations) {
        for (TypeInstrumentation each : instrumentations) {
            List<MethodAdvice> methods = each.methods();
            points.addAll(methods);
            this.instrumentations.put(each, methods);
        }
        first = NUMBERS.getAndAdd(points.size());
    }

    public static Woven into(List<TypeInstrumentation> instrumentations) throws Exception {
        Woven woven = new Woven(instrumentations);
        Function<@Nullable Object[], @Nullable Object> target = woven::call;
        System.getProperties().put(Templates.KEY, target);
        JVM.addTransformer(woven, true);
        for (TypeInstrumentation each : instrumentations) {
            for (String name : each.types()) {
                woven.load(name);
            }
        }
        for (Class<?> loaded : JVM.getAllLoadedClasses()) {
            if (JVM.isModifiableClass(loaded) && !loaded.isHidden() && woven.declaresPoint(loaded)) {
                woven.changed.add(loaded);
            }
        }
        JVM.retransformClasses(woven.changed.toArray(Class<?>[]::new));
        return woven;
    }

    private void load(String name) {
        try {
            Class.forName(name, false, Woven.class.getClassLoader());
        } catch (ClassNotFoundException absentInThisJdkOrTest) {
            // As for the agent: there is nothing to change.
        }
    }

    @Override
    public void close() throws UnmodifiableClassException {
        System.getProperties().remove(Templates.KEY);
        JVM.removeTransformer(this);
        JVM.retransformClasses(changed.toArray(Class<?>[]::new));
        if (!errors.isEmpty()) {
            AssertionError failed = new AssertionError("Points or the weaver failed " + errors.size() + " times");
            errors.stream().limit(3).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    private @Nullable Object call(@Nullable Object[] call) {
        try {
            int number = (Integer) call[0] - first;
            if (number < 0) {
                return null;
            }
            MethodAdvice advice = points.get(number);
            if ("enter".equals(call[1])) {
                @Nullable Object[] arguments = (Object[]) call[3];
                Object value = arguments.length == 0 ? null : arguments[advice.replaced()];
                if (advice.point().idle(call[2], value)) {
                    return null;
                }
                boolean one = advice.kind() == AdviceKind.REPLACE_ARGUMENT;
                return advice.point()
                        .enter(call[2], one ? new @Nullable Object[] {arguments[advice.replaced()]} : arguments);
            }
            boolean entered = advice.kind() == AdviceKind.ENTER_AND_EXIT || advice.kind() == AdviceKind.MAY_REJECT;
            if (entered ? call[3] == null : advice.point().idle(call[2], call[4])) {
                return null;
            }
            return advice.point().exit(call[2], call[3], call[4], (Throwable) call[5]);
        } catch (Throwable e) {
            errors.add(e);
            return null;
        }
    }

    private boolean declaresPoint(Class<?> loaded) {
        List<MethodAdvice> matching = matching(loaded);
        try {
            boolean constructor =
                    matching.stream().anyMatch(each -> each.method().equals("<init>"));
            return constructor
                    || Arrays.stream(loaded.getDeclaredMethods())
                            .anyMatch(method -> matching.stream()
                                    .anyMatch(each -> each.method().equals(method.getName())));
        } catch (LinkageError refersToAbsentClasses) {
            return false;
        }
    }

    private List<MethodAdvice> matching(Class<?> loaded) {
        List<String> supertypes = new ArrayList<>();
        Arrays.stream(loaded.getInterfaces()).map(Class::getName).forEach(supertypes::add);
        Class<?> superclass = loaded.getSuperclass();
        if (superclass != null) {
            supertypes.add(superclass.getName());
        }
        return matching(loaded.getName(), supertypes, loaded.getClassLoader());
    }

    private List<MethodAdvice> matching(String name, List<String> interfaces, @Nullable ClassLoader loader) {
        boolean ofTheJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
        List<MethodAdvice> matching = new ArrayList<>();
        for (TypeInstrumentation each : instrumentations.keySet()) {
            boolean known = each.types().contains(name);
            boolean others = !ofTheJdk && (each.anyType() || interfaces.stream().anyMatch(each.interfaces()::contains));
            if (known || others) {
                matching.addAll(instrumentations.getOrDefault(each, List.of()));
            }
        }
        return matching;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || name.startsWith("net/bytebuddy/") || name.startsWith("org/junit/")) {
            return null;
        }
        try {
            return weave(loader, name.replace('/', '.'), classFile);
        } catch (Throwable e) {
            errors.add(new IllegalStateException("Weaving " + name, e));
            return null;
        }
    }

    private byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] classFile) throws Exception {
        if (matching(name, List.of(), loader).isEmpty() && !mentionsInterface(classFile)) {
            return null;
        }
        ClassFileLocator own = ClassFileLocator.ForClassLoader.of(Woven.class.getClassLoader());
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name, classFile),
                loader == null
                        ? ClassFileLocator.ForClassLoader.ofBootLoader()
                        : ClassFileLocator.ForClassLoader.of(loader),
                own);
        TypeDescription type =
                TypePool.Default.WithLazyResolution.of(locator).describe(name).resolve();
        List<String> supertypes = new ArrayList<>();
        type.getInterfaces().asErasures().forEach(each -> supertypes.add(each.getName()));
        if (type.getSuperClass() != null) {
            supertypes.add(type.getSuperClass().asErasure().getName());
        }
        List<MethodAdvice> matching = matching(name, supertypes, loader);
        if (type.isInterface() || matching.isEmpty() || !declares(type, matching)) {
            return null;
        }
        DynamicType.Builder<?> builder = new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .with(InstrumentedType.Factory.Default.FROZEN)
                .decorate(type, locator);
        for (MethodAdvice advice : matching) {
            Advice code = Advice.withCustomMapping()
                    .bind(Templates.Point.class, first + points.indexOf(advice))
                    .bind(Templates.Replaced.class, advice.replaced())
                    .to(Templates.of(advice), own);
            builder = builder.visit(new AsmVisitorWrapper.ForDeclaredMethods().invokable(named(advice), code));
        }
        try (DynamicType.Unloaded<?> made = builder.make()) {
            return made.getBytes();
        }
    }

    private boolean mentionsInterface(byte[] classFile) {
        String text = new String(classFile, java.nio.charset.StandardCharsets.ISO_8859_1);
        return instrumentations.keySet().stream()
                .flatMap(each -> each.interfaces().stream())
                .anyMatch(name -> text.contains(name.replace('.', '/')));
    }

    private static boolean declares(TypeDescription type, List<MethodAdvice> advice) {
        return advice.stream()
                .anyMatch(each -> !type.getDeclaredMethods().filter(named(each)).isEmpty());
    }

    private static ElementMatcher.Junction<MethodDescription> named(MethodAdvice advice) {
        return new ElementMatcher.Junction.AbstractBase<>() {
            @Override
            public boolean matches(@Nullable MethodDescription method) {
                return method != null
                        && !method.isAbstract()
                        && !method.isNative()
                        && advice.matches(method.getInternalName(), method.getDescriptor());
            }
        };
    }
}
