package dev.covet.optimizer.engine;

/** The pool that has lent a connection, for whoever sees it break where the pool does not. */
public interface Lender {
    /** No pool, or one that nobody knows: it finds out by itself, or does not. */
    Lender NONE = new Lender() {
        @Override
        public boolean learns() {
            return true;
        }

        @Override
        public void broken() {}
    };

    /** Whether it does not lend a broken connection again that it was not told of by an exception. */
    boolean learns();

    /** The connection has broken, and the application is not told of it by an exception. */
    void broken();
}
