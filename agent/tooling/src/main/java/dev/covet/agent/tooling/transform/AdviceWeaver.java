package dev.covet.agent.tooling.transform;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.not;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.instrumentation.spi.MethodAdvice;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.VisibilityBridgeStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts advice into the methods of a class with Byte Buddy. The settings matter beside another agent, which may have
 * given the class an interface that exists nowhere as a file: nothing of the class's hierarchy is looked at.
 */
final class AdviceWeaver {
    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(VisibilityBridgeStrategy.Default.NEVER);

    private final ClassFileLocator templates = ClassFileLocator.ForClassLoader.of(AdviceWeaver.class.getClassLoader());
    private final Advice.ExceptionHandler suppressed = new Advice.ExceptionHandler.Simple(suppression());

    /** The class file with advice. */
    byte[] weave(String internalName, @Nullable ClassLoader loader, byte[] classFile, List<NumberedAdvice> advice) {
        String name = internalName.replace('/', '.');
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name, classFile),
                loader == null
                        ? ClassFileLocator.ForClassLoader.ofBootLoader()
                        : ClassFileLocator.ForClassLoader.of(loader),
                ClassFileLocator.ForClassLoader.ofPlatformLoader());
        TypeDescription type =
                TypePool.Default.WithLazyResolution.of(locator).describe(name).resolve();
        DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
        for (NumberedAdvice each : advice) {
            builder = builder.visit(visitor(each));
        }
        try (DynamicType.Unloaded<?> made = builder.make(TypeResolutionStrategy.Disabled.INSTANCE)) {
            return made.getBytes();
        }
    }

    private AsmVisitorWrapper visitor(NumberedAdvice advice) {
        Advice code = Advice.withCustomMapping()
                .bind(PointNumber.class, advice.number())
                .to(Templates.of(advice.method()), templates)
                .withExceptionHandler(suppressed);
        return new WithBridges(new AsmVisitorWrapper.ForDeclaredMethods().invokable(matcher(advice.method()), code));
    }

    private static ElementMatcher<MethodDescription> matcher(MethodAdvice advice) {
        ElementMatcher.Junction<MethodDescription> named = new ElementMatcher.Junction.AbstractBase<>() {
            @Override
            public boolean matches(@Nullable MethodDescription method) {
                return method != null && advice.matches(method.getInternalName(), method.getDescriptor());
            }
        };
        return named.and(not(isAbstract())).and(not(isNative()));
    }

    private static StackManipulation suppression() {
        try {
            return MethodInvocation.invoke(new MethodDescription.ForLoadedMethod(
                    CovetDispatcher.class.getMethod("suppressed", Throwable.class)));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Shows a wrapper all methods of the class. Byte Buddy leaves out bridges, but where a driver's method promises a type
     * of the driver's own, the bridge beside it is the one that promises a type of JDBC.
     */
    private record WithBridges(AsmVisitorWrapper wrapper) implements AsmVisitorWrapper {
        @Override
        public int mergeWriter(int flags) {
            return wrapper.mergeWriter(flags);
        }

        @Override
        public int mergeReader(int flags) {
            return wrapper.mergeReader(flags);
        }

        @Override
        public ClassVisitor wrap(
                TypeDescription type,
                ClassVisitor visitor,
                Implementation.Context context,
                TypePool types,
                FieldList<FieldDescription.InDefinedShape> fields,
                MethodList<?> methods,
                int writerFlags,
                int readerFlags) {
            return wrapper.wrap(
                    type, visitor, context, types, fields, type.getDeclaredMethods(), writerFlags, readerFlags);
        }
    }
}
