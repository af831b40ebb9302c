package dev.covet.agent.tooling.transform;

import dev.covet.agent.bootstrap.CovetDispatcher;
import dev.covet.instrumentation.spi.MethodAdvice;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code that is copied into methods, one class for each kind. It refers to the dispatcher only. The array of arguments
 * is made where it is read, so an idle point makes none.
 */
final class Templates {
    private Templates() {}

    static Class<?> of(MethodAdvice advice) {
        return switch (advice.kind()) {
            case ENTER -> Enter.class;
            case EXIT -> Exit.class;
            case ENTER_AND_EXIT -> EnterAndExit.class;
            case REPLACE_ARGUMENT -> replacing(advice.replaced());
        };
    }

    /** Which argument is part of the code, so there is a class for each. */
    private static Class<?> replacing(int index) {
        return switch (index) {
            case 0 -> ReplaceFirst.class;
            case 1 -> ReplaceSecond.class;
            case 2 -> ReplaceThird.class;
            case 3 -> ReplaceFourth.class;
            default -> throw new IllegalArgumentException("No template replaces argument " + index + ".");
        };
    }

    private static final class Enter {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 0, optional = true) @Nullable Object first,
                @Advice.AllArguments Object[] arguments) {
            if (!CovetDispatcher.idle(point, self, first)) {
                CovetDispatcher.call(point, self, arguments, null, null);
            }
        }
    }

    private static final class Exit {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void exit(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
                @Advice.Thrown @Nullable Throwable thrown) {
            if (!CovetDispatcher.idle(point, self, returned)) {
                Object replacement = CovetDispatcher.call(point + 1, self, null, returned, thrown);
                if (replacement != null) {
                    returned = replacement;
                }
            }
        }
    }

    private static final class EnterAndExit {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static @Nullable Object enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 0, optional = true) @Nullable Object first,
                @Advice.AllArguments Object[] arguments) {
            return CovetDispatcher.idle(point, self, first)
                    ? null
                    : CovetDispatcher.call(point, self, arguments, null, null);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void exit(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Enter @Nullable Object token,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
                @Advice.Thrown @Nullable Throwable thrown) {
            if (token != null) {
                Object replacement = CovetDispatcher.call(point + 1, self, token, returned, thrown);
                if (replacement != null) {
                    returned = replacement;
                }
            }
        }
    }

    private static final class ReplaceFirst {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object argument) {
            if (!CovetDispatcher.idle(point, self, argument)) {
                Object replacement = CovetDispatcher.call(point, self, new @Nullable Object[] {argument}, null, null);
                if (replacement != null) {
                    argument = replacement;
                }
            }
        }
    }

    private static final class ReplaceSecond {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object argument) {
            if (!CovetDispatcher.idle(point, self, argument)) {
                Object replacement = CovetDispatcher.call(point, self, new @Nullable Object[] {argument}, null, null);
                if (replacement != null) {
                    argument = replacement;
                }
            }
        }
    }

    private static final class ReplaceThird {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 2, readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object argument) {
            if (!CovetDispatcher.idle(point, self, argument)) {
                Object replacement = CovetDispatcher.call(point, self, new @Nullable Object[] {argument}, null, null);
                if (replacement != null) {
                    argument = replacement;
                }
            }
        }
    }

    private static final class ReplaceFourth {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        @SuppressWarnings("UnusedVariable")
        static void enter(
                @PointNumber int point,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.Argument(value = 3, readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object argument) {
            if (!CovetDispatcher.idle(point, self, argument)) {
                Object replacement = CovetDispatcher.call(point, self, new @Nullable Object[] {argument}, null, null);
                if (replacement != null) {
                    argument = replacement;
                }
            }
        }
    }
}
