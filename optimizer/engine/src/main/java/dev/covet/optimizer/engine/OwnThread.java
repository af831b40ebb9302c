package dev.covet.optimizer.engine;

/** Threads of Covet's own. The JVM does not wait for them, and nothing of the thread that happens to make one stays with it. */
public final class OwnThread {
    private OwnThread() {}

    /** One that is not started yet. */
    public static Thread of(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
