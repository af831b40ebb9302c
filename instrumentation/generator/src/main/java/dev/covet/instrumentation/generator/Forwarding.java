package dev.covet.instrumentation.generator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for an abstract class beside the annotated one, named by {@link #name()}, that forwards the methods of an
 * interface to {@link #accessor()}.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Forwarding {
    String name();

    /** The interface whose methods are forwarded, inherited ones too. */
    Class<?> of();

    /** The class to extend. */
    Class<?> extending() default Object.class;

    /** Methods of this interface are left to {@link #extending()}. */
    Class<?> beyond() default Void.class;

    /** Names, or beginnings with a star, of methods left to be written by hand. */
    String[] byHand() default {};

    /** Result sets are passed through {@code ResultSet result(ResultSet)}. Otherwise they are left to be written by hand. */
    boolean wrapsResults() default false;

    /** After a setter with a position, {@code bound(position, value)} is called if {@code binding()} says so. */
    boolean reportsBindings() default false;

    /** Each forwarded call is announced by {@code called()}: an interface of one driver can do what we do not follow. */
    boolean reportsCalls() default false;

    /** The method that returns the object to forward to. */
    String accessor() default "delegate";
}
