package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a driver's family tells of changes. It is not asked before somebody wants to know: mostly nobody does. */
final class FamilySource implements ChangeSource {
    private final JdbcBoundary boundary;
    private final WrapperFamily family;
    private final String url;
    private final Properties properties;

    FamilySource(JdbcBoundary boundary, WrapperFamily family, String url, Properties properties) {
        this.boundary = boundary;
        this.family = family;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
        return family.changes(url, JdbcBoundary.copy(properties)).open(wishes);
    }

    @Override
    public @Nullable Inquiry inquire(FeedWishes wishes) throws FeedRefusedException, SQLException {
        return family.changes(url, JdbcBoundary.copy(properties)).inquire(wishes);
    }

    @Override
    public @Nullable Connection connect() throws SQLException {
        Properties told = JdbcBoundary.copy(properties);
        return boundary.own(family.connect(url, told), url, told);
    }
}
