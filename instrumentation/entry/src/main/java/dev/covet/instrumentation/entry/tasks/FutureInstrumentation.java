package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stages of {@code CompletableFuture}: each function runs within the unit in which it was attached, on whatever thread
 * and by whatever executor. The future never gives its functions away, so they can be replaced.
 */
final class FutureInstrumentation {
    private static final String OTHER = "Ljava/util/concurrent/CompletionStage;";

    private final List<MethodAdvice> methods = new ArrayList<>();

    private FutureInstrumentation() {
        method("supplyAsync", Supplier.class);
        method("runAsync", Runnable.class);
        method("completeAsync", Supplier.class);
        stage("thenApply", Function.class);
        stage("thenAccept", Consumer.class);
        stage("thenRun", Runnable.class);
        stage("thenCompose", Function.class);
        stage("whenComplete", BiConsumer.class);
        stage("handle", BiFunction.class);
        stage("exceptionally", Function.class);
        stage("exceptionallyCompose", Function.class);
        withOther("thenCombine", BiFunction.class);
        withOther("thenAcceptBoth", BiConsumer.class);
        withOther("runAfterBoth", Runnable.class);
        withOther("applyToEither", Function.class);
        withOther("acceptEither", Consumer.class);
        withOther("runAfterEither", Runnable.class);
    }

    static TypeInstrumentation instrumentation() {
        return TaskInstrumentations.of(
                Set.of("java.util.concurrent.CompletableFuture"), new FutureInstrumentation().methods);
    }

    private void stage(String name, Class<?> type) {
        method(name, type);
        method(name + "Async", type);
    }

    private void withOther(String name, Class<?> type) {
        add(name, "(" + OTHER + type.descriptorString(), 1, type);
        add(name + "Async", "(" + OTHER + type.descriptorString(), 1, type);
    }

    private void method(String name, Class<?> type) {
        add(name, "(" + type.descriptorString(), 0, type);
    }

    private void add(String name, String signature, int index, Class<?> type) {
        methods.add(new MethodAdvice(AdviceKind.REPLACE_ARGUMENT, name, signature, index, CarryPoint.of(type)));
    }
}
