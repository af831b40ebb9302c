package dev.covet.optimizer.features.cache.shared;

/** Is told how the shared tier fares, on any thread, once until it changes. */
public interface SharedListener {
    /** Nobody wants to know. */
    SharedListener NONE = new SharedListener() {
        @Override
        public void sharedLost(SharedProblem why) {}

        @Override
        public void sharedBack() {}
    };

    /** It is not used, or not written to, from now on. */
    void sharedLost(SharedProblem why);

    /** It is used again. */
    void sharedBack();
}
