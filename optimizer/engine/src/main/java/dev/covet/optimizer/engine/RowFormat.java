package dev.covet.optimizer.engine;

/**
 * In which of a driver's formats rows come.
 *
 * @param binary whether the driver asks for binary; false too where there is one format only
 * @param lasting so many executions have it, the next one first, if the same types are bound: each could be left out
 *     without the driver knowing less of its statement than if it had been sent. None if the next has to be sent
 */
public record RowFormat(boolean binary, int lasting) {
    /** Of a driver whose statements have one format each. */
    public static final RowFormat ONLY = new RowFormat(false, Integer.MAX_VALUE);

    /** The next execution has to be sent: it changes what the driver knows. */
    public static final RowFormat CHANGING = new RowFormat(false, 0);

    /** Whether an execution may be left out. */
    public boolean lasts() {
        return lasting > 0;
    }
}
