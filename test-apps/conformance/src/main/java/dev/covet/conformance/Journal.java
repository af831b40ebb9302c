package dev.covet.conformance;

import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;

/** Hears what a pooled connection tells the pool. */
interface Journal extends ConnectionEventListener, StatementEventListener {
    /** What was told since it was last asked. */
    String told();
}
