package dev.covet.optimizer.engine.change;

/**
 * A table in which rows were changed.
 *
 * @param schema as the server spells it; of MySQL and MariaDB the database
 * @param name as the server spells it
 */
public record ChangedTable(String schema, String name) {}
