package dev.covet.optimizer.sql;

/**
 * A table a statement names.
 *
 * @param name without quotes and in lower case, with its schema if the text gives one: made for comparing
 * @param written whether the statement may change the table
 */
public record TableName(String name, boolean written) {
    /** The name without its schema. */
    public String last() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public boolean hasSchema() {
        return name.indexOf('.') >= 0;
    }
}
