package dev.covet.plain.library;

import dev.covet.plain.database.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** All books with their summaries, read piece by piece, however many there are. */
public final class Catalogue {
    private static final String SQL = "select b.id, b.isbn, b.title, a.name, b.published, b.summary from books b"
            + " join authors a on a.id = b.author_id order by b.id";

    private final Reader reader;

    public Catalogue(Reader reader) {
        this.reader = reader;
    }

    /** One line of the catalogue. */
    public record Entry(
            long id,
            String isbn,
            String title,
            String author,
            int published,
            @Nullable String summary) {}

    /** Takes the entries one after the other. */
    @FunctionalInterface
    public interface Reader {
        void take(Entry entry) throws IOException;
    }

    /**
     * Gives every entry to the reader and returns their number. Needs a transaction, without which some drivers read
     * everything into memory. A reader's IOException arrives wrapped.
     */
    public long read(Connection connection, Dialect dialect) throws SQLException {
        long entries = 0;
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setFetchSize(dialect.fetchSize());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.take(entry(rows));
                    entries++;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return entries;
    }

    private static Entry entry(ResultSet rows) throws SQLException {
        return new Entry(
                rows.getLong("id"),
                rows.getString("isbn"),
                rows.getString("title"),
                rows.getString("name"),
                rows.getInt("published"),
                rows.getString("summary"));
    }
}
