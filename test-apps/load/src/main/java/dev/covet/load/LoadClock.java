package dev.covet.load;

import java.util.concurrent.TimeUnit;

/** Time that only goes forward, and waiting for it. Tests bring a clock of their own. */
interface LoadClock {
    /** The JVM's clock. */
    LoadClock SYSTEM = new LoadClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanoTime) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        }
    };

    long nanoTime();

    /** Returns at that time or later; at once when it has passed. */
    void waitUntil(long nanoTime) throws InterruptedException;
}
