package dev.covet.plain.library;

import dev.covet.plain.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of books. */
public final class Books {
    private static final int MOST_FOUND = 50;
    private static final String COLUMNS =
            "select b.id, b.isbn, b.title, a.name, b.published, b.copies, b.available from books b"
                    + " join authors a on a.id = b.author_id ";
    private static final String INSERT =
            "insert into books (author_id, isbn, title, published, copies, available, summary)"
                    + " values (?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final Dialect dialect;

    public Books(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    public Listing<Book> list(int page, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "order by b.id limit ? offset ?")) {
            statement.setInt(1, size);
            statement.setLong(2, (long) page * size);
            return new Listing<>(page, size, Queries.count(connection, "books"), books(statement));
        }
    }

    /** Books whose title contains the text, in any case. */
    public List<Book> search(String text) throws SQLException {
        String pattern = text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
        String sql = COLUMNS + "where lower(b.title) like ? escape '!' order by b.title, b.id limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "%" + pattern + "%");
            statement.setInt(2, MOST_FOUND);
            return books(statement);
        }
    }

    public BookDetail detail(long id) throws SQLException {
        String sql = "select b.id, b.isbn, b.title, a.name, b.published, b.copies, b.available, b.author_id, b.summary,"
                + " case when b.cover is null then 0 else 1 end as has_cover"
                + " from books b join authors a on a.id = b.author_id where b.id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw Refusal.notFound("book", id);
                }
                return new BookDetail(
                        book(rows),
                        rows.getLong("author_id"),
                        rows.getString("summary"),
                        rows.getInt("has_cover") == 1);
            }
        }
    }

    public BookDetail add(BookDraft draft) throws SQLException {
        if (new Authors(connection).find(draft.authorId()).isEmpty()) {
            throw Refusal.unknown("author", draft.authorId());
        }
        try (PreparedStatement statement = Queries.prepareInsert(connection, INSERT)) {
            bind(statement, draft);
            return detail(Queries.insert(statement));
        } catch (SQLException failure) {
            if (dialect.isConstraintViolation(failure)) {
                throw Refusal.conflict("a book with the isbn " + draft.isbn() + " is there already");
            }
            throw failure;
        }
    }

    /** Adds all of them, or none when the caller's transaction is rolled back. */
    public int addAll(List<BookDraft> drafts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (BookDraft draft : drafts) {
                bind(statement, draft);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        } catch (SQLException failure) {
            if (dialect.isConstraintViolation(failure)) {
                throw Refusal.conflict("nothing was added: one of the books has an unknown author, or an isbn that is"
                        + " there already or twice in the list");
            }
            throw failure;
        }
    }

    private static void bind(PreparedStatement statement, BookDraft draft) throws SQLException {
        statement.setLong(1, draft.authorId());
        statement.setString(2, draft.isbn());
        statement.setString(3, draft.title());
        statement.setInt(4, draft.published());
        statement.setInt(5, draft.copies());
        statement.setInt(6, draft.copies());
        statement.setString(7, draft.summary());
    }

    private static List<Book> books(PreparedStatement statement) throws SQLException {
        List<Book> books = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                books.add(book(rows));
            }
        }
        return books;
    }

    private static Book book(ResultSet rows) throws SQLException {
        return new Book(
                rows.getLong("id"),
                rows.getString("isbn"),
                rows.getString("title"),
                rows.getString("name"),
                rows.getInt("published"),
                rows.getInt("copies"),
                rows.getInt("available"));
    }
}
