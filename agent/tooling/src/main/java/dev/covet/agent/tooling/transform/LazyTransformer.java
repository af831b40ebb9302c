package dev.covet.agent.tooling.transform;

import dev.covet.agent.tooling.transform.Registered.NumberedAdvice;
import dev.covet.optimizer.engine.StageGuard;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sees every class that is loaded, passes nearly all of them by, and loads what weaves for the first that matters. */
public final class LazyTransformer implements ClassFileTransformer {
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final TypeIndex index;
    private final StageGuard feature;
    private final @Nullable ClassLoader own;
    private final ThreadLocal<Boolean> weaving = new ThreadLocal<>();
    private final AtomicLong changed = new AtomicLong();

    /** A transformer that leaves out the classes of this loader and of the loaders it defines. */
    public LazyTransformer(TypeIndex index, StageGuard feature, @Nullable ClassLoader own) {
        this.index = index;
        this.feature = feature;
        this.own = own;
    }

    /** Runs the part that sees every class once, so that its own classes are loaded before it does. */
    public void preload(byte[] anyClassFile) {
        index.mayConcern("dev/covet/agent/tooling/Preloaded", anyClassFile);
        weaving.remove();
    }

    /** How many classes were changed. */
    public long changed() {
        return changed.get();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            if (name == null || isOwn(loader) || feature.isOpen()) {
                return null;
            }
            boolean candidate = ofTheJdk(loader) ? index.names(name) : index.mayConcern(name, classFile);
            return candidate && weaving.get() == null ? weave(name, classFile) : null;
        } catch (Throwable e) {
            failed(e);
            return null;
        }
    }

    private byte @Nullable [] weave(String name, byte[] classFile) {
        List<NumberedAdvice> advice = index.advice(name, classFile);
        if (advice.isEmpty()) {
            return null;
        }
        weaving.set(true);
        try {
            byte[] woven = AdviceWeaver.weave(classFile, advice);
            changed.incrementAndGet();
            return woven;
        } finally {
            weaving.remove();
        }
    }

    private void failed(Throwable thrown) {
        try {
            feature.failed(thrown);
        } catch (VirtualMachineError e) {
            // The JVM would ignore it as well, but only after it printed a trace.
        }
    }

    /** Whether a loaded class may be one of those we change. */
    boolean mayConcern(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        return !isOwn(loader)
                && !loaded.isArray()
                && !loaded.isPrimitive()
                && index.mayConcern(loaded, ofTheJdk(loader));
    }

    /** Classes of the agent, and of an adapter that belongs to it. */
    private boolean isOwn(@Nullable ClassLoader loader) {
        return loader != null
                && own != null
                && (loader == own || loader.getClass().getClassLoader() == own);
    }

    private static boolean ofTheJdk(@Nullable ClassLoader loader) {
        return loader == null || loader == PLATFORM;
    }
}
