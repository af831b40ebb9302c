package dev.covet.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a PostgreSQL server answers, without one: each query whose text asks for {@code rows N} gets N rows of a number and
 * a text. As much of the protocol as pgjdbc uses for that, with results as text.
 */
final class AnsweringServer {
    private static final int HEADER = 5;
    private static final byte[] ROW_DESCRIPTION = message('T', description());
    private static final byte[] ROW = message('D', row("42", "a lamp for the desk"));
    private static final byte[] NO_DATA = message('n', new byte[0]);
    private static final byte[] NO_PARAMETERS = message('t', new byte[2]);
    private static final byte[] PARSED = message('1', new byte[0]);
    private static final byte[] BOUND = message('2', new byte[0]);
    private static final byte[] CLOSED = message('3', new byte[0]);
    private static final byte[] IDLE = message('Z', new byte[] {'I'});
    private static final byte[] IN_TRANSACTION = message('Z', new byte[] {'T'});

    private final Map<String, Answer> statements = new HashMap<>();
    private final Bytes sent = new Bytes();
    private final Bytes answers = new Bytes();
    private Answer portal = new Answer(0, "");
    private int read;
    private boolean greeted;
    private boolean transaction;

    /** What a statement answers. */
    private static final class Answer {
        /** Fewer than none for one that has no result. */
        final int rows;

        final byte[] complete;

        Answer(int rows, String tag) {
            this.rows = rows;
            this.complete = message('C', (tag + '\0').getBytes(StandardCharsets.US_ASCII));
        }

        static Answer to(String sql) {
            String lower = sql.toLowerCase(Locale.ROOT);
            int rows = lower.indexOf("rows ");
            if (rows >= 0) {
                int count = Integer.parseInt(lower.substring(rows + 5, lower.indexOf(' ', rows + 5)));
                return new Answer(count, "SELECT " + count);
            }
            return new Answer(-1, lower.split("[ ;]", 2)[0].toUpperCase(Locale.ROOT));
        }
    }

    private static final class Bytes extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }

        void add(byte[] all) {
            write(all, 0, all.length);
        }
    }

    OutputStream requests() {
        return sent;
    }

    InputStream answers() {
        return new InputStream() {
            @Override
            public int read() {
                return available() == 0 ? -1 : answers.array()[read++] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = Math.min(length, available());
                System.arraycopy(answers.array(), read, target, offset, count);
                read += count;
                return count == 0 ? -1 : count;
            }

            @Override
            public int available() {
                if (read == answers.size()) {
                    answers.reset();
                    read = 0;
                    answer();
                }
                return answers.size() - read;
            }
        };
    }

    private void answer() {
        ByteBuffer all = ByteBuffer.wrap(sent.array(), 0, sent.size());
        if (!greeted && all.hasRemaining()) {
            all.position(all.getInt());
            greet();
        }
        while (all.remaining() >= HEADER) {
            char kind = (char) all.get();
            int end = all.position() + all.getInt();
            answer(kind, all);
            all.position(end);
        }
        sent.reset();
    }

    private void greet() {
        greeted = true;
        answers.add(message('R', new byte[4]));
        for (String each : new String[] {
            "server_version\0" + "17.0\0",
            "client_encoding\0UTF8\0",
            "DateStyle\0ISO, MDY\0",
            "integer_datetimes\0on\0",
            "standard_conforming_strings\0on\0",
            "TimeZone\0UTC\0"
        }) {
            answers.add(message('S', each.getBytes(StandardCharsets.US_ASCII)));
        }
        answers.add(message('K', new byte[8]));
        answers.add(IDLE);
    }

    private void answer(char kind, ByteBuffer request) {
        switch (kind) {
            case 'P' -> {
                String name = text(request);
                statements.put(name, Answer.to(text(request)));
                answers.add(PARSED);
            }
            case 'B' -> {
                text(request);
                portal = statement(text(request));
                answers.add(BOUND);
            }
            case 'D' -> describe(request);
            case 'E' -> execute();
            case 'C' -> answers.add(CLOSED);
            case 'S' -> ready();
            case 'Q' -> {
                portal = Answer.to(text(request));
                execute();
                ready();
            }
            case 'X', 'H' -> {}
            default -> throw new IllegalStateException("Nobody here understands a message " + kind);
        }
    }

    private void ready() {
        answers.add(transaction ? IN_TRANSACTION : IDLE);
    }

    private void describe(ByteBuffer request) {
        boolean statement = request.get() == 'S';
        Answer asked = statement ? statement(text(request)) : portal;
        if (statement) {
            answers.add(NO_PARAMETERS);
        }
        answers.add(asked.rows < 0 ? NO_DATA : ROW_DESCRIPTION);
    }

    private Answer statement(String name) {
        return Objects.requireNonNull(statements.get(name), "a statement that was not parsed");
    }

    private void execute() {
        for (int i = 0; i < portal.rows; i++) {
            answers.add(ROW);
        }
        if (portal.rows < 0) {
            // BEGIN, or COMMIT and what else there may be.
            transaction = portal.complete[HEADER] == 'B';
        }
        answers.add(portal.complete);
    }

    private String text(ByteBuffer from) {
        int start = from.position();
        while (from.get() != 0) {
            // To its end.
        }
        return new String(sent.array(), start, from.position() - start - 1, StandardCharsets.UTF_8);
    }

    private static byte[] message(char kind, byte[] content) {
        return ByteBuffer.allocate(HEADER + content.length)
                .put((byte) kind)
                .putInt(4 + content.length)
                .put(content)
                .array();
    }

    private static byte[] row(String... values) {
        ByteBuffer row = ByteBuffer.allocate(256).putShort((short) values.length);
        for (String value : values) {
            row.putInt(value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
        }
        return trimmed(row);
    }

    private static byte[] description() {
        ByteBuffer fields = ByteBuffer.allocate(256).putShort((short) 2);
        field(fields, "id", 1, 20, 8);
        field(fields, "name", 2, 25, -1);
        return trimmed(fields);
    }

    private static void field(ByteBuffer to, String name, int column, int type, int size) {
        to.put((name + '\0').getBytes(StandardCharsets.US_ASCII));
        to.putInt(16_384).putShort((short) column).putInt(type);
        to.putShort((short) size).putInt(-1).putShort((short) 0);
    }

    private static byte[] trimmed(ByteBuffer filled) {
        byte[] bytes = new byte[filled.position()];
        filled.flip().get(bytes);
        return bytes;
    }
}
