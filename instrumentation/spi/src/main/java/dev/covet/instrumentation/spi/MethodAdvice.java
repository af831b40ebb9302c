package dev.covet.instrumentation.spi;

/**
 * One method and who is called there.
 *
 * @param kind when it is called and what it may change
 * @param method the name of the method
 * @param signature the beginning of its descriptor: {@code (Ljava/lang/Runnable;)} for these parameters and any result,
 *     {@code (} for any
 * @param replaced the index of the argument that {@link AdviceKind#REPLACE_ARGUMENT} replaces; the point is given this
 *     argument only
 * @param point who is called
 */
public record MethodAdvice(AdviceKind kind, String method, String signature, int replaced, InstrumentationPoint point) {
    public MethodAdvice(AdviceKind kind, String method, String signature, InstrumentationPoint point) {
        this(kind, method, signature, 0, point);
    }

    /** Whether a declared method is meant. */
    public boolean matches(String name, String descriptor) {
        return method.equals(name) && descriptor.startsWith(signature);
    }
}
