package dev.covet.benchmarks.cache;

/** A query on the table of parts; each has its number of rows for each of its keys. */
enum Query {
    ONE("one row", "id", 100),
    TEN("ten rows", "maker_id", 100),
    THOUSAND("1,000 rows", "shelf_id", 10),
    TEN_THOUSAND("10,000 rows", "house_id", 1);

    private final String title;
    private final String column;
    private final int keys;

    Query(String title, String column, int keys) {
        this.title = title;
        this.column = column;
        this.keys = keys;
    }

    String title() {
        return title;
    }

    /** The column that has the key. */
    String column() {
        return column;
    }

    /** Keys are below this. */
    int keys() {
        return keys;
    }

    String sql() {
        return "select id, name, quantity, price from part where " + column + " = ?";
    }
}
