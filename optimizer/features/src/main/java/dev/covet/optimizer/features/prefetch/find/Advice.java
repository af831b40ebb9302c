package dev.covet.optimizer.features.prefetch.find;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;

/** What to change in the application. */
final class Advice {
    private Advice() {}

    static String of(Kind kind, CallSite.Library library) {
        return switch (kind) {
            case N_PLUS_ONE -> together(library);
            case SAME_VALUES -> "Ask once and keep the answer for the rest of the request.";
            case CHAIN -> "Follow the links in the database: one recursive query (WITH RECURSIVE) reads them all.";
            case PAGES -> "Read larger pages, or stream the result with a fetch size.";
            case RETRY -> "Find out why the first attempt fails; the error's code is on its span.";
            case MISMATCH ->
                "Nothing: the application got the answer of the single query. Please report the two queries.";
            case OTHER_VALUES -> "If the values are known before the loop, ask for all of them at once with IN or ANY.";
        };
    }

    private static String together(CallSite.Library library) {
        return switch (library) {
            case HIBERNATE ->
                "Fetch the association with the outer query: JOIN FETCH or an entity graph; for several collections"
                        + " hibernate.default_batch_fetch_size.";
            case ECLIPSELINK -> "Use the query hint eclipselink.batch or eclipselink.join-fetch, or @BatchFetch.";
            case EBEAN -> "Add fetch() or fetchQuery() of the association to the outer query.";
            case MYBATIS -> "Replace the nested select by a nested result map with a join.";
            case SPRING_DATA_JDBC ->
                "Enable single query loading for the aggregate, or read the children of all aggregates with one query.";
            case JOOQ -> "Use multiset() in the outer query, or a join.";
            case JDBI -> "Join in the outer query and use a RowReducer, or read all with one query and @BindList.";
            case SPRING_JDBC, JDBC -> "Join in the outer query, or collect the values and ask once with IN or ANY.";
        };
    }
}
