package dev.covet.plain.library;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of authors. */
public final class Authors {
    private final Connection connection;

    public Authors(Connection connection) {
        this.connection = connection;
    }

    public Listing<Author> list(int page, int size) throws SQLException {
        String sql = "select id, name, country from authors order by name, id limit ? offset ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, size);
            statement.setLong(2, (long) page * size);
            List<Author> authors = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    authors.add(author(rows));
                }
            }
            return new Listing<>(page, size, Queries.count(connection, "authors"), authors);
        }
    }

    public Optional<Author> find(long id) throws SQLException {
        String sql = "select id, name, country from authors where id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(author(rows)) : Optional.empty();
            }
        }
    }

    /** The author, the books, and then for each book the number of copies that are out. */
    public AuthorDetail detail(long id) throws SQLException {
        Author author = find(id).orElseThrow(() -> Refusal.notFound("author", id));
        List<AuthorDetail.Shelved> books = new ArrayList<>();
        String sql = "select id, title, published from books where author_id = ? order by published, id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long bookId = rows.getLong("id");
                    books.add(new AuthorDetail.Shelved(
                            bookId, rows.getString("title"), rows.getInt("published"), lentCopies(bookId)));
                }
            }
        }
        return new AuthorDetail(author.id(), author.name(), author.country(), books);
    }

    public Author add(String name, String country) throws SQLException {
        String sql = "insert into authors (name, country) values (?, ?)";
        try (PreparedStatement statement = Queries.prepareInsert(connection, sql)) {
            statement.setString(1, name);
            statement.setString(2, country);
            return new Author(Queries.insert(statement), name, country);
        }
    }

    private int lentCopies(long bookId) throws SQLException {
        String sql = "select count(*) from loans where book_id = ? and returned_on is null";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, bookId);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static Author author(ResultSet rows) throws SQLException {
        return new Author(rows.getLong("id"), rows.getString("name"), rows.getString("country"));
    }
}
