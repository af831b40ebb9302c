package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table with a column of each type of a database: two rows of values and one of nulls. */
final class KindTable {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Column column, String type, String first, String second) {}

    KindTable() {
        with("id", Category.INTEGER, "integer not null primary key", "1", "2");
    }

    KindTable with(String name, Category category, String type, String first, String second) {
        entries.add(new Entry(new Column(name, category), type, first, second));
        return this;
    }

    List<Column> columns() {
        return entries.stream().map(Entry::column).toList();
    }

    String create() {
        return "create table kind " + list(entry -> entry.column().name() + " " + entry.type());
    }

    String insert() {
        return "insert into kind values "
                + list(Entry::first)
                + ", "
                + list(Entry::second)
                + ", "
                + list(entry -> entry.column().name().equals("id") ? "3" : "null");
    }

    private String list(Function<Entry, String> part) {
        return entries.stream().map(part).collect(Collectors.joining(", ", "(", ")"));
    }
}
