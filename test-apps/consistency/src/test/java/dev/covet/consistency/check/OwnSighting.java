package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Operation;

/** What a transaction read of a row that it had written before. */
record OwnSighting(Operation read, Cell cell, Operation written, long expected) {}
