package dev.covet.optimizer.features.cache;

/** Which answers, that the database has just given to somebody else, are as good as those it would give to oneself. */
public interface Taking {
    /**
     * Those that were asked for later: what the database shows to whoever asks it while a call goes on, it could show to that call.
     * That holds whatever was changed, and by whom, and whether anybody was told of it.
     */
    Taking ASKED_LATER = (began, sent) -> sent - began >= 0;

    /**
     * Whether who wants it may take it.
     *
     * @param began when the call of whoever wants it began, by the clock of the engine
     * @param sent a time before the query was sent
     */
    boolean may(long began, long sent);
}
