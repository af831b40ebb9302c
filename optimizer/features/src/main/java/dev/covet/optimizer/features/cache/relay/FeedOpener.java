package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import java.sql.SQLException;

/** Opens the feed that a relay follows. */
@FunctionalInterface
public interface FeedOpener {
    /**
     * The same as {@link ChangeSource#open}.
     *
     * @param source of the database
     */
    ChangeFeed open(ChangeSource source, FeedWishes wishes) throws FeedRefusedException, SQLException;
}
