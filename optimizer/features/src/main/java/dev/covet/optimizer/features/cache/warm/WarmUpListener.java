package dev.covet.optimizer.features.cache.warm;

/** Is told how warming up fares, on its thread. */
public interface WarmUpListener {
    /** Nobody wants to know. */
    WarmUpListener NONE = new WarmUpListener() {
        @Override
        public void trouble(String code, String sentence, String cure) {}

        @Override
        public void warmed(int answers, int wanted) {}

        @Override
        public void failed(Throwable ours) {}
    };

    /** Something of it does not work. */
    void trouble(String code, String sentence, String cure);

    /** Of the answers that saved most in the last run, so many are there now; some are asked for in two formats. */
    void warmed(int answers, int wanted);

    /** An error of ours has ended it. */
    void failed(Throwable ours);
}
