package dev.covet.optimizer.catalog;

/**
 * Whether asking about one session pays: who sets something before each query would be asked about as often as it queries.
 * Belongs to the thread that uses the connection.
 */
public final class SessionQuestions {
    /** An answer that serves fewer queries is not worth its question. */
    private static final int PAYS = 2;

    /** So many in a row are put up with; then twice as many queries are waited for each time. */
    private static final int TOLERATED = 4;

    private static final int MOST_DOUBLINGS = 6;

    private long changes = -1;
    private int uses;
    private int vain;
    private int rested;

    /**
     * A query would need an answer, and the last one holds no more. Whether to ask.
     *
     * @param seen how often something may have changed in the session
     */
    public boolean pays(long seen) {
        rested = seen == changes ? rested + 1 : 0;
        changes = seen;
        if (rested < patience()) {
            return false;
        }
        vain = uses < PAYS ? vain + 1 : 0;
        uses = 0;
        rested = 0;
        return true;
    }

    /** The last answer has served a query. */
    public void used() {
        uses++;
    }

    private int patience() {
        return vain < TOLERATED ? 0 : 1 << Math.min(vain - TOLERATED, MOST_DOUBLINGS);
    }
}
