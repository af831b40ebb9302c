package dev.covet.instrumentation.spi;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** The code that is copied into methods. It names classes of java.base only, so that any class loader can run it. */
@SuppressWarnings({"unchecked", "UnusedVariable", "ReturnValueIgnored"})
final class Templates {
    static final String KEY = "covet.test.points";

    private Templates() {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Replaced {}

    static Class<?> of(MethodAdvice advice) {
        return switch (advice.kind()) {
            case ENTER -> Enter.class;
            case EXIT -> Exit.class;
            case ENTER_AND_EXIT -> EnterAndExit.class;
            case MAY_REJECT -> MayReject.class;
            case REPLACE_ARGUMENT -> ReplaceArgument.class;
        };
    }

    static final class Enter {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments) {
            Object target = System.getProperties().get("covet.test.points");
            if (target != null) {
                ((Function<Object, Object>) target).apply(new Object[] {point, "enter", self, arguments});
            }
        }
    }

    static final class Exit {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
                @Advice.Thrown @Nullable Throwable thrown) {
            Object target = System.getProperties().get("covet.test.points");
            if (target != null) {
                Object changed = ((Function<Object, Object>) target)
                        .apply(new Object[] {point, "exit", self, null, returned, thrown});
                if (changed != null) {
                    returned = changed;
                }
            }
        }
    }

    static final class EnterAndExit {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static @Nullable Object enter(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments) {
            Object target = System.getProperties().get("covet.test.points");
            return target == null
                    ? null
                    : ((Function<Object, Object>) target).apply(new Object[] {point, "enter", self, arguments});
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Enter @Nullable Object token,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
                @Advice.Thrown @Nullable Throwable thrown) {
            Object target = System.getProperties().get("covet.test.points");
            if (target != null && token != null) {
                Object changed = ((Function<Object, Object>) target)
                        .apply(new Object[] {point, "exit", self, token, returned, thrown});
                if (changed != null) {
                    returned = changed;
                }
            }
        }
    }

    static final class MayReject {
        @Advice.OnMethodEnter
        static @Nullable Object enter(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments)
                throws Throwable {
            Object target = System.getProperties().get("covet.test.points");
            Object token = target == null
                    ? null
                    : ((Function<Object, Object>) target).apply(new Object[] {point, "enter", self, arguments});
            if (token instanceof Throwable refusal) {
                throw refusal;
            }
            return token;
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Point int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Enter @Nullable Object token,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
                @Advice.Thrown @Nullable Throwable thrown) {
            Object target = System.getProperties().get("covet.test.points");
            if (target != null && token != null) {
                Object changed = ((Function<Object, Object>) target)
                        .apply(new Object[] {point, "exit", self, token, returned, thrown});
                if (changed != null) {
                    returned = changed;
                }
            }
        }
    }

    static final class ReplaceArgument {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Point int point,
                @Replaced int replaced,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] arguments) {
            Object target = System.getProperties().get("covet.test.points");
            if (target != null) {
                Object changed =
                        ((Function<Object, Object>) target).apply(new Object[] {point, "enter", self, arguments});
                if (changed != null) {
                    Object[] all = arguments;
                    all[replaced] = changed;
                    arguments = all;
                }
            }
        }
    }
}
