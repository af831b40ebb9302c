package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Commands;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Asks each question once, so that nothing of this JVM can answer: {@code CONTENDER PORT SQL}, whose values are a key and a number.
 * Commands are {@code from NUMBER}, with which question to go on, {@code again COUNT}, of one question, and {@code each COUNT}.
 * Says of these how many nanoseconds one took: the median, and the 99th of a hundred.
 */
public final class SharedMain {
    private static final int KEYS = 1_000;

    private final Connection connection;
    private final String sql;
    private long next;

    private SharedMain(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    public static void main(String[] arguments) throws Exception {
        Contender contender = Contender.valueOf(arguments[0]);
        Place place = Place.ofThisJvm();
        boolean aws = contender == Contender.AWS;
        try (Connection connection = aws ? new AwsWrapper(place).connect() : place.connect()) {
            SharedMain application =
                    new SharedMain(connection, aws ? AwsWrapper.hinted(arguments[2], 3_600) : arguments[2]);
            Commands.obey(Integer.parseInt(arguments[1]), application::obey);
        }
        System.exit(0);
    }

    private String obey(String command, long count) throws SQLException {
        if (command.equals("from")) {
            next = count;
            return "0 0";
        }
        boolean again = command.equals("again");
        long[] took = new long[(int) count];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            ask(again ? next : next++);
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        return took[took.length / 2] + " " + took[took.length * 99 / 100];
    }

    private void ask(long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number % KEYS);
            // One more with each round over the keys, so that no two questions are the same.
            statement.setLong(2, -1 - number / KEYS);
            long read = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read += rows.getLong(1)
                            + rows.getString(2).length()
                            + rows.getInt(3)
                            + rows.getBigDecimal(4).intValue();
                }
            }
            if (read == 0) {
                throw new IllegalStateException("Nothing was read for " + number);
            }
        }
    }
}
