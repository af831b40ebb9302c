package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.sql.SqlText;
import java.sql.SQLException;

/** Is told how a relay fares, mostly on its thread. */
public interface RelayListener {
    /** Changes are followed from now on. */
    void following();

    /** The database is not set up for it. */
    void refused(FeedRefusedException why);

    /** Changes may have been missed. */
    void lost(SQLException why);

    /** This JVM hands the changes of a database on to others from now on. */
    default void leading() {}

    /** Another JVM hands on the changes of a database to this one from now on. */
    default void handed() {}

    /** JVMs cannot hand on changes to each other: each is told itself. Told again and again. */
    default void apart(String why) {}

    /** An answer was given that cannot have been true. Nothing of this database is answered any more. */
    default void violated(SqlText query) {}

    /** A comment in a query wants something of the cache that nobody knows. Told each time it is asked. */
    default void misread(SqlText query, String comment) {}
}
