package dev.covet.consistency.history;

/**
 * Somebody who does one thing after the other.
 *
 * @param jvm the process whose covered clients see each other's writes at once
 * @param covered whether what it sees may come from a cache
 * @param number of its own among all clients of all JVMs
 */
public record Client(String jvm, boolean covered, int number) {
    static Client parse(String text) {
        String[] parts = text.split("/", -1);
        return new Client(parts[0], Boolean.parseBoolean(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return jvm + "/" + covered + "/" + number;
    }
}
