package dev.covet.optimizer.settings;

import java.util.concurrent.TimeUnit;

/** Time, as the watching thread sees it. */
interface Pace {
    long nowMillis();

    /** Waits until the next look at the files; whether to go on. */
    boolean await() throws InterruptedException;

    /** Once a second. A class and not a lambda, because the first lambda of a JVM costs some hundred classes. */
    final class EachSecond implements Pace {
        @Override
        public long nowMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public boolean await() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
            return true;
        }
    }
}
