package dev.covet.consistency.history;

/** The tables of which rows are followed. */
public enum Table {
    /** One value for each row, written in most of the ways there are. */
    REG(false),
    /** What a trigger copies from {@link #REG}, so that its versions are those of the other. */
    MIRROR(false),
    /** Each row has its value and those before it. */
    TRAIL(false),
    /** Rows that go when their parent does, and come back with it. */
    CHILD(false),
    /** Emptied and filled again, which not every database can do in one step. */
    BOARD(true);

    private final boolean mayBeEmpty;

    Table(boolean mayBeEmpty) {
        this.mayBeEmpty = mayBeEmpty;
    }

    /** Whether a reader may find that a row is not there. */
    public boolean mayBeEmpty() {
        return mayBeEmpty;
    }

    /** The table whose writes make the versions of this one. */
    public Table writtenThrough() {
        return this == MIRROR ? REG : this;
    }
}
