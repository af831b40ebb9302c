package dev.covet.benchmarks.cache;

import java.sql.SQLException;

/** What the threads of one JVM share of a contender. */
interface Application {
    /** For one thread; it has a connection of its own. */
    Asking open() throws SQLException;

    /**
     * Of this JVM.
     *
     * @param seconds that answers live where only time ends them
     */
    static Application of(Contender contender, Place place, int seconds) {
        return switch (contender) {
            case DRIVER, COVET_OFF, COVET_OBSERVING, COVET, COVET_STRICT ->
                () -> new JdbcAsking(place.connect(), Query::sql);
            case AWS -> {
                AwsWrapper wrapper = new AwsWrapper(place);
                yield () -> new JdbcAsking(wrapper.connect(), query -> AwsWrapper.hinted(query.sql(), seconds));
            }
            case HIBERNATE -> new HibernateApplication(place);
            case CAFFEINE -> new CaffeineApplication(place, seconds);
        };
    }
}
