package dev.covet.instrumentation.generator;

import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** One {@link Forwarding}, with its classes as the compiler knows them. */
record ForwardingRequest(
        String packageName,
        String name,
        TypeElement of,
        TypeElement extending,
        TypeElement beyond,
        List<String> byHand,
        boolean wrapsResults,
        boolean reportsBindings,
        boolean reportsCalls,
        String accessor) {

    static ForwardingRequest of(TypeElement annotated, ProcessingEnvironment environment) {
        Forwarding forwarding = annotated.getAnnotation(Forwarding.class);
        Elements elements = environment.getElementUtils();
        return new ForwardingRequest(
                elements.getPackageOf(annotated).getQualifiedName().toString(),
                forwarding.name(),
                type(environment, forwarding::of),
                type(environment, forwarding::extending),
                type(environment, forwarding::beyond),
                List.of(forwarding.byHand()),
                forwarding.wrapsResults(),
                forwarding.reportsBindings(),
                forwarding.reportsCalls(),
                forwarding.accessor());
    }

    boolean isByHand(String method) {
        return byHand.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? method.startsWith(pattern.substring(0, pattern.length() - 1))
                        : method.equals(pattern));
    }

    /** The class named by an annotation is not loaded; asking for it tells its mirror. */
    private static TypeElement type(ProcessingEnvironment environment, Supplier<Class<?>> asked) {
        try {
            Class<?> loaded = asked.get();
            return environment.getElementUtils().getTypeElement(loaded.getCanonicalName());
        } catch (MirroredTypeException mirrored) {
            TypeMirror mirror = mirrored.getTypeMirror();
            return (TypeElement) environment.getTypeUtils().asElement(mirror);
        }
    }
}
