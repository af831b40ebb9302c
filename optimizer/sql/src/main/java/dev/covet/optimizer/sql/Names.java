package dev.covet.optimizer.sql;

import java.util.List;

/** What a text names: operations, tables, a procedure. */
record Names(String summary, List<TableName> tables, String procedure) {}
