package dev.covet.consistency.history;

import java.util.List;

/**
 * One thing that a client did, from before it was sent until after it was answered.
 *
 * @param session a connection, of one client
 * @param transaction of its own for each operation in autocommit
 * @param query what was asked, in words that are equal only for equal questions
 * @param invoked nano time before it was sent
 * @param completed nano time after it was answered
 * @param served whether the answer came without the database, as far as that is known
 * @param asked the rows for which it asked
 * @param cells what it saw or wrote; nothing if it failed to read
 */
public record Operation(
        Client client,
        long session,
        long transaction,
        Kind kind,
        Isolation isolation,
        String query,
        long invoked,
        long completed,
        Outcome outcome,
        boolean served,
        List<Key> asked,
        List<Cell> cells) {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 12;

    public Operation {
        asked = List.copyOf(asked);
        cells = List.copyOf(cells);
    }

    /** One line, for a JVM that tells another one. */
    public String line() {
        return String.join(
                SEPARATOR,
                client.toString(),
                Long.toString(session),
                Long.toString(transaction),
                kind.name(),
                isolation.name(),
                query,
                Long.toString(invoked),
                Long.toString(completed),
                outcome.name(),
                Boolean.toString(served),
                String.join(" ", asked.stream().map(Key::toString).toList()),
                String.join(" ", cells.stream().map(Cell::toString).toList()));
    }

    public static Operation parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Not an operation, which has " + FIELDS + " fields: '" + line + "'");
        }
        return new Operation(
                Client.parse(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Kind.valueOf(fields[3]),
                Isolation.valueOf(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]),
                Outcome.valueOf(fields[8]),
                Boolean.parseBoolean(fields[9]),
                words(fields[10]).stream().map(Key::parse).toList(),
                words(fields[11]).stream().map(Cell::parse).toList());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** For people, with times in microseconds since a moment. */
    public String describe(long since) {
        return (client.covered() ? "covered " : "bare ") + client.jvm() + "/" + client.number() + ", session " + session
                + ", transaction " + transaction + ", " + (invoked - since) / 1000 + " to " + (completed - since) / 1000
                + " us, " + isolation + " " + kind + (served ? " (served) " : " ") + outcome + ": " + query + " "
                + cells;
    }
}
