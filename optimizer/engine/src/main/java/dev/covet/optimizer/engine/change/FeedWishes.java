package dev.covet.optimizer.engine.change;

/**
 * How a feed is to be opened.
 *
 * @param publication the name of PostgreSQL's publication
 * @param mostRetainedBytes of the server's log that may be kept for the feed: beyond for 20 seconds, or beyond four times
 *     as much, it fails and lets go
 */
public record FeedWishes(String publication, long mostRetainedBytes) {
    public static final FeedWishes USUAL = new FeedWishes("covet", 256L << 20);
}
