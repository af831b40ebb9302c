package dev.covet.plain.library;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The pictures on the books. */
public final class Covers {
    private final Connection connection;

    public Covers(Connection connection) {
        this.connection = connection;
    }

    public byte[] find(long bookId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select cover from books where id = ?")) {
            statement.setLong(1, bookId);
            try (ResultSet rows = statement.executeQuery()) {
                byte[] cover = rows.next() ? rows.getBytes("cover") : null;
                if (cover == null) {
                    throw Refusal.notFound("cover of book", bookId);
                }
                return cover;
            }
        }
    }

    public void replace(long bookId, byte[] cover) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update books set cover = ? where id = ?")) {
            statement.setBytes(1, cover);
            statement.setLong(2, bookId);
            if (statement.executeUpdate() == 0) {
                throw Refusal.notFound("book", bookId);
            }
        }
    }
}
