package dev.covet.nplus1.corpus;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the keys of a {@link Shop} are. Those of all tables count from 1, but for the UUIDs. */
enum KeyType {
    INT("int"),
    BIGINT("bigint"),
    UUIDS("uuid") {
        @Override
        List<Object> key(String table, int number) {
            return List.of(new UUID(table.hashCode() * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL));
        }
    },
    TEXT("varchar(20)") {
        @Override
        List<Object> key(String table, int number) {
            return List.of("k" + number);
        }
    },
    PAIR("int") {
        @Override
        List<Object> key(String table, int number) {
            return List.of(number / 5, "p" + number % 5);
        }

        @Override
        List<String> parts(String column) {
            return List.of(column + "_a", column + "_b");
        }
    };

    private final String type;

    KeyType(String type) {
        this.type = type;
    }

    String prefix() {
        return name().toLowerCase(Locale.ROOT) + "_";
    }

    /** The key with this number. */
    List<Object> key(String table, int number) {
        return List.of(this == BIGINT ? (Object) (long) number : (Object) number);
    }

    /** The columns that make up one. */
    List<String> parts(String column) {
        return List.of(column);
    }

    String columns(String column) {
        return String.join(", ", parts(column));
    }

    String equal(String column) {
        return parts(column).stream().map(each -> each + " = ?").collect(Collectors.joining(" and "));
    }

    /** The columns of a table's definition. */
    String definition(String column, boolean postgres) {
        if (this == PAIR) {
            return column + "_a int, " + column + "_b varchar(10)";
        }
        return column + " " + (this == UUIDS && !postgres ? "char(36)" : type);
    }

    /** As a mapping of {@link Expected}: from the first parameter on. */
    String mapping(String column) {
        List<String> parts = parts(column);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(i + 1).append('=').append(parts.get(i));
        }
        return text.toString();
    }
}
