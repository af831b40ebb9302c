package dev.covet.optimizer.catalog;

/** What a query is judged for. */
enum Purpose {
    /** Its answer is fetched early, or given again: it has to be the same then. */
    ANSWER,
    /** It is asked now, but of a replica: it must do nothing there, and answer as the primary would. */
    ROUTE;

    static Purpose of(String feature) {
        return feature.equals("route") ? ROUTE : ANSWER;
    }
}
