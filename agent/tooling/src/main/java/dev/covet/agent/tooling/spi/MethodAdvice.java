package dev.covet.agent.tooling.spi;

/**
 * One method and who is called there.
 *
 * @param kind when it is called and what it may change
 * @param method the name of the method
 * @param signature the beginning of its descriptor: {@code (Ljava/lang/Runnable;)} for these parameters and any result,
 *     {@code (} for any
 * @param point who is called
 */
public record MethodAdvice(AdviceKind kind, String method, String signature, InstrumentationPoint point) {
    /** Whether a declared method is meant. */
    public boolean matches(String name, String descriptor) {
        return method.equals(name) && descriptor.startsWith(signature);
    }
}
