package dev.covet.instrumentation.drivers.postgresql.change;

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

/** A feed and what it has told. */
final class Following implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);

    final ChangeFeed feed;
    private final List<Commit> heard = new ArrayList<>();

    private Following(ChangeFeed feed) {
        this.feed = feed;
    }

    static Following of(TestDatabase database) throws Exception {
        return of(database, FeedWishes.USUAL);
    }

    static Following of(TestDatabase database, FeedWishes wishes) throws Exception {
        return new Following(FeedServers.source(database).open(wishes));
    }

    /** All commits that anybody can see by now and that were not given before. */
    List<Commit> commits() throws SQLException {
        Moment now = feed.moment();
        Await.until("the feed to reach now", LONG, () -> {
            try {
                if (!feed.reached(now)) {
                    feed.hurry();
                    feed.receive(20_000_000, heard::add);
                }
                return feed.reached(now);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        List<Commit> commits = List.copyOf(heard);
        heard.clear();
        return commits;
    }

    /** Likewise, each as its tables in the order of the alphabet. */
    List<String> told() throws SQLException {
        return commits().stream().map(Following::text).toList();
    }

    /** Receives until something was told, seen or not. */
    Commit next() {
        Await.until("a commit", LONG, () -> {
            try {
                feed.receive(20_000_000, heard::add);
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
                        feed.receive(20_000_000, heard::add);
                        return null;
                    } catch (SQLException e) {
                        return e;
                    }
                },
                failure -> failure != null);
    }

    static String text(Commit commit) {
        String tables = commit.tables().stream()
                .map(table -> table.schema().equals("public") ? table.name() : table.schema() + '.' + table.name())
                .sorted()
                .collect(Collectors.joining(" "));
        return commit.anything() ? tables + " anything" : tables;
    }

    @Override
    public void close() {
        feed.close();
    }
}
