package dev.covet.plain.library;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Fills an empty library: the given number of books, a tenth as many authors, a twentieth as many members, and a loan
 * for each fifth book. The same number gives the same library each time. A library that has authors is left alone.
 */
public final class Seed {
    private static final int BATCH = 500;
    private static final int COPIES = 3;
    private static final List<String> NAMES = List.of(
            "Ada Byron",
            "Brigit Olsen",
            "Chidi Okafor",
            "Dolores Ruiz",
            "Émile Durand",
            "Fatima Haddad",
            "Goro Tanaka");
    private static final List<String> COUNTRIES = List.of("Norway", "Nigeria", "Spain", "France", "Japan");
    private static final List<String> ADJECTIVES = List.of("Quiet", "Last", "Hidden", "Burning", "Second", "Paper");
    private static final List<String> NOUNS = List.of("River", "Harvest", "Letter", "Winter", "Orchard", "Machine");

    private final Connection connection;
    private final LocalDate today;
    private final SplittableRandom random = new SplittableRandom(1);

    public Seed(Connection connection, LocalDate today) {
        this.connection = connection;
        this.today = today;
    }

    /** Sets the values of row number i, counted from 0. */
    @FunctionalInterface
    private interface Row {
        void bind(PreparedStatement statement, int i) throws SQLException;
    }

    /** Returns the number of books that were added. */
    public int plant(int books) throws SQLException {
        if (books == 0 || Queries.count(connection, "authors") > 0) {
            return 0;
        }
        insert("insert into authors (name, country) values (?, ?)", atLeastOne(books / 10), (statement, i) -> {
            statement.setString(1, numbered(NAMES, i));
            statement.setString(2, COUNTRIES.get(i % COUNTRIES.size()));
        });
        insert("insert into members (name, email) values (?, ?)", atLeastOne(books / 20), (statement, i) -> {
            statement.setString(1, numbered(NAMES, i));
            statement.setString(2, "member" + (i + 1) + "@library.example");
        });
        plantBooks(books, ids("authors"));
        plantLoans(ids("books"), ids("members"));
        return books;
    }

    private void plantBooks(int books, List<Long> authors) throws SQLException {
        String sql = "insert into books (author_id, isbn, title, published, summary, copies, available)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        insert(sql, books, (statement, i) -> {
            String title = "The " + pick(ADJECTIVES) + " " + pick(NOUNS);
            statement.setLong(1, authors.get(i % authors.size()));
            statement.setString(2, String.format(Locale.ROOT, "978-%010d", i));
            statement.setString(3, title);
            statement.setInt(4, 1900 + random.nextInt(120));
            statement.setString(
                    5,
                    (title + " is a book about many things. ")
                            .repeat(1 + random.nextInt(5))
                            .strip());
            statement.setInt(6, COPIES);
            // Every fifth book gets a loan below.
            statement.setInt(7, i % 5 == 0 ? COPIES - 1 : COPIES);
        });
    }

    private void plantLoans(List<Long> books, List<Long> members) throws SQLException {
        String sql = "insert into loans (book_id, member_id, lent_on, due_on) values (?, ?, ?, ?)";
        insert(sql, (books.size() + 4) / 5, (statement, i) -> {
            LocalDate lentOn = today.minusDays(random.nextInt(56));
            statement.setLong(1, books.get(i * 5));
            statement.setLong(2, members.get(i % members.size()));
            statement.setDate(3, Date.valueOf(lentOn));
            statement.setDate(4, Date.valueOf(lentOn.plusDays(28)));
        });
    }

    private void insert(String sql, int rows, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                row.bind(statement, i);
                statement.addBatch();
                if ((i + 1) % BATCH == 0 || i + 1 == rows) {
                    statement.executeBatch();
                }
            }
        }
    }

    private List<Long> ids(String table) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select id from " + table + " order by id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String numbered(List<String> names, int i) {
        String name = names.get(i % names.size());
        return i < names.size() ? name : name + " " + (i / names.size() + 1);
    }

    private static int atLeastOne(int number) {
        return Math.max(1, number);
    }
}
