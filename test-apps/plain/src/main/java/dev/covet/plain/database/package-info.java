/** Connections, transactions, the tables, and the few places where the databases differ. */
@NullMarked
package dev.covet.plain.database;

import org.jspecify.annotations.NullMarked;
