package dev.covet.optimizer.catalog;

/** What makes a table's name too little to know what changes with it, or what is read with it. */
public enum Detour {
    /** It is no table of the database's own, but a view, a foreign table, a part of the system. */
    KIND(true),
    /** It has parts, or is one; or tables inherit. */
    FAMILY(true),
    /** Its rows are chosen by expressions. */
    POLICY(true),
    TRIGGER(false),
    RULE(false),
    /** A foreign key changes the rows that refer to a changed one. */
    CASCADE(false),
    /** A default, a check, an index or a type of it calls what the server does not bring along. */
    EXPRESSION(false);

    private final boolean reading;

    Detour(boolean reading) {
        this.reading = reading;
    }

    /** Whether it matters to who reads the table too. */
    public boolean reading() {
        return reading;
    }
}
