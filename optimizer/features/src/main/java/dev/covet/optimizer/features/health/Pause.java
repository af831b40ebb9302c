package dev.covet.optimizer.features.health;

/** What a thread does that has a connection and executes nothing, told from its stack. */
enum Pause {
    /** In the driver after all: it commits, reads rows, or the like. That is no pause. */
    DATABASE("talks to the database", ""),
    SERVICE(
            "calls another service",
            "Call it before the connection is borrowed or after it was given back; give the call a timeout."),
    SLEEP("sleeps", "Do not sleep with a connection; retry after it was given back."),
    LOCK("waits for a lock of the JVM", "Take the lock before the connection, or give the connection back first."),
    POOL("waits for a further connection", "Use the connection the thread has already, or a second pool."),
    OTHERS(
            "waits for other threads",
            "Give the connection back before waiting; if the others need connections of the same pool, all may wait for"
                    + " each other."),
    IDLE(
            "does nothing with it any more: the thread has gone on to wait for its next task",
            "Give the connection back at the end of the task, with try-with-resources."),
    INPUT("waits for input or output", "Read or write the stream before or after, not while a connection is held."),
    CODE("runs code of its own", "Compute before the connection is borrowed, or after it was given back."),
    ENDED("has ended", "Give the connection back with try-with-resources.");

    private static final String[] SERVICES = {
        "java.net.http.",
        "jdk.internal.net.http.",
        "sun.net.www.protocol.http",
        "org.apache.http.",
        "org.apache.hc.",
        "okhttp3.",
        "io.grpc.",
        "org.apache.kafka.",
        "com.rabbitmq.",
        "redis.clients.",
        "io.lettuce.",
        "reactor.core.publisher.Blocking"
    };

    /** How a frame of a pool's lending looks. */
    private static final String[] POOLS = {
        "com.zaxxer.hikari.pool.HikariPool",
        "org.apache.tomcat.jdbc.pool.ConnectionPool",
        "org.apache.commons.dbcp2.BasicDataSource",
        "com.mchange.v2.resourcepool.",
        "io.agroal.pool.ConnectionPool"
    };

    private static final String[] LOCKS = {
        "java.util.concurrent.locks.ReentrantLock", "java.util.concurrent.locks.ReentrantReadWriteLock",
        "java.util.concurrent.locks.StampedLock", "java.util.concurrent.Semaphore"
    };

    private static final String[] STREAMS = {"sun.nio.ch.", "java.net.Socket", "java.io.File", "java.lang.Process"};

    private final String does;
    private final String cure;

    Pause(String does, String cure) {
        this.does = does;
        this.cure = cure;
    }

    /** Behind "the thread". */
    String does() {
        return does;
    }

    String cure() {
        return cure;
    }

    /** The innermost frame that says something decides, but the driver and services before what they wait by. */
    static Pause of(StackTraceElement[] stack, Thread.State state) {
        if (stack.length == 0) {
            return ENDED;
        }
        if (any(stack, "dev.covet.instrumentation.jdbc.", "dev.covet.instrumentation.drivers.")) {
            return DATABASE;
        }
        if (any(stack, POOLS)) {
            return POOL;
        }
        if (any(stack, SERVICES)) {
            return SERVICE;
        }
        if (sleeps(stack)) {
            return SLEEP;
        }
        if (hasMethod(stack, "getTask") || hasMethod(stack, "awaitWork")) {
            return IDLE;
        }
        if (state == Thread.State.BLOCKED || any(stack, LOCKS)) {
            return LOCK;
        }
        if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
            return OTHERS;
        }
        return any(stack, STREAMS) ? INPUT : CODE;
    }

    /** The method itself, or what it calls. */
    private static boolean sleeps(StackTraceElement[] stack) {
        for (int i = 0; i < Math.min(5, stack.length); i++) {
            if (stack[i].getClassName().equals("java.lang.Thread")
                    && stack[i].getMethodName().startsWith("sleep")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMethod(StackTraceElement[] stack, String method) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals(method) && frame.getClassName().startsWith("java.util.concurrent.")) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(StackTraceElement[] stack, String... prefixes) {
        for (StackTraceElement frame : stack) {
            for (String prefix : prefixes) {
                if (frame.getClassName().startsWith(prefix)) {
                    return true;
                }
            }
        }
        return false;
    }
}
