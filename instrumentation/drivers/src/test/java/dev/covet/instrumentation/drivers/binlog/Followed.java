package dev.covet.instrumentation.drivers.binlog;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A feed of one database, and what it has told of that. */
final class Followed implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long SHORT = 20_000_000;

    final ChangeFeed feed;
    private final String schema;
    private final List<Commit> heard = new ArrayList<>();

    private Followed(ChangeFeed feed, String schema) {
        this.feed = feed;
        this.schema = schema;
    }

    static Followed of(BinlogServers driver, TestDatabase database) throws Exception {
        String url = database.jdbcUrl();
        return new Followed(driver.source(database).open(FeedWishes.USUAL), url.substring(url.lastIndexOf('/') + 1));
    }

    /** All commits that anybody can see by now and that were not given before. */
    List<Commit> commits() throws SQLException {
        reach(feed.moment());
        List<Commit> commits = List.copyOf(heard);
        heard.clear();
        return commits;
    }

    void reach(Moment moment) {
        Await.until("the feed to be there", LONG, () -> {
            try {
                if (!feed.reached(moment)) {
                    feed.hurry();
                    feed.receive(SHORT, heard::add);
                }
                return feed.reached(moment);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Likewise, each as its tables in the order of the alphabet. */
    List<String> told() throws SQLException {
        return commits().stream().map(this::text).toList();
    }

    /** Receives until something was told, seen or not. */
    Commit next() {
        Await.until("a commit", LONG, () -> {
            try {
                feed.receive(SHORT, heard::add);
                return !heard.isEmpty();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        return heard.remove(0);
    }

    /** Receives until the feed fails. */
    SQLException failure() {
        return Await.until(
                "the feed to fail",
                LONG,
                () -> {
                    try {
                        feed.receive(SHORT, heard::add);
                        return null;
                    } catch (SQLException e) {
                        return e;
                    }
                },
                failure -> failure != null);
    }

    String text(Commit commit) {
        String tables = commit.tables().stream()
                .map(table -> table.schema().equals(schema) ? table.name() : table.schema() + '.' + table.name())
                .sorted()
                .collect(Collectors.joining(" "));
        return commit.anything() ? tables + " anything" : tables;
    }

    @Override
    public void close() {
        feed.close();
    }
}
