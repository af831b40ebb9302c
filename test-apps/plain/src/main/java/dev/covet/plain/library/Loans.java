package dev.covet.plain.library;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The table of loans. Lending and returning need a transaction. */
public final class Loans {
    private static final int LOAN_DAYS = 28;
    private static final String COLUMNS = "select id, book_id, member_id, lent_on, due_on, returned_on from loans ";
    private static final String TAKE_COPY = "update books set available = available - 1 where id = ? and available > 0";
    private static final String RETURN_COPY = "update books set available = available + 1 where id = ?";

    private final Connection connection;
    private final LocalDate today;

    public Loans(Connection connection, LocalDate today) {
        this.connection = connection;
        this.today = today;
    }

    /**
     * Lends one copy of each book, or refuses when one has none left. Books are taken in the order of their ids, so
     * that two members who want the same books cannot wait for each other. The first statement writes: SQLite refuses
     * to turn a reading transaction into a writing one when another one is about to commit.
     */
    public List<Loan> lend(long memberId, List<Long> bookIds) throws SQLException {
        List<Long> ordered = bookIds.stream().sorted().toList();
        for (long bookId : ordered) {
            takeCopy(bookId);
        }
        if (new Members(connection).find(memberId).isEmpty()) {
            throw Refusal.unknown("member", memberId);
        }
        List<Loan> loans = new ArrayList<>();
        for (long bookId : ordered) {
            loans.add(add(bookId, memberId));
        }
        return loans;
    }

    public Loan giveBack(long id) throws SQLException {
        String sql = "update loans set returned_on = ? where id = ? and returned_on is null";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDate(1, Date.valueOf(today));
            statement.setLong(2, id);
            boolean returned = statement.executeUpdate() == 1;
            Loan loan = find(id);
            if (!returned) {
                throw Refusal.conflict("loan " + id + " was returned already, on " + loan.returnedOn());
            }
            update(RETURN_COPY, loan.bookId());
            return loan;
        }
    }

    public List<Loan> ofMember(long memberId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "where member_id = ? order by id")) {
            statement.setLong(1, memberId);
            return loans(statement);
        }
    }

    /** The loans that are due, the oldest first; book and member of each are read one by one. */
    public List<OverdueLoan> overdue(int page, int size) throws SQLException {
        String sql = COLUMNS + "where returned_on is null and due_on < ? order by due_on, id limit ? offset ?";
        List<OverdueLoan> overdue = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDate(1, Date.valueOf(today));
            statement.setInt(2, size);
            statement.setLong(3, (long) page * size);
            for (Loan loan : loans(statement)) {
                Member member = new Members(connection)
                        .find(loan.memberId())
                        .orElseThrow(() -> Refusal.notFound("member", loan.memberId()));
                overdue.add(
                        new OverdueLoan(loan.id(), loan.dueOn(), title(loan.bookId()), member.name(), member.email()));
            }
        }
        return overdue;
    }

    private Loan find(long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "where id = ?")) {
            statement.setLong(1, id);
            return loans(statement).stream().findFirst().orElseThrow(() -> Refusal.notFound("loan", id));
        }
    }

    private void takeCopy(long bookId) throws SQLException {
        if (update(TAKE_COPY, bookId) == 0) {
            throw Refusal.conflict(
                    "no copy of \"" + title(bookId) + "\" (book " + bookId + ") is left; nothing was lent");
        }
    }

    private int update(String sql, long bookId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, bookId);
            return statement.executeUpdate();
        }
    }

    private Loan add(long bookId, long memberId) throws SQLException {
        String sql = "insert into loans (book_id, member_id, lent_on, due_on) values (?, ?, ?, ?)";
        LocalDate due = today.plusDays(LOAN_DAYS);
        try (PreparedStatement statement = Queries.prepareInsert(connection, sql)) {
            statement.setLong(1, bookId);
            statement.setLong(2, memberId);
            statement.setDate(3, Date.valueOf(today));
            statement.setDate(4, Date.valueOf(due));
            return new Loan(Queries.insert(statement), bookId, memberId, today, due, null);
        }
    }

    private String title(long bookId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select title from books where id = ?")) {
            statement.setLong(1, bookId);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw Refusal.unknown("book", bookId);
                }
                return rows.getString("title");
            }
        }
    }

    private static List<Loan> loans(PreparedStatement statement) throws SQLException {
        List<Loan> loans = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Date returnedOn = rows.getDate("returned_on");
                loans.add(new Loan(
                        rows.getLong("id"),
                        rows.getLong("book_id"),
                        rows.getLong("member_id"),
                        rows.getDate("lent_on").toLocalDate(),
                        rows.getDate("due_on").toLocalDate(),
                        returnedOn == null ? null : returnedOn.toLocalDate()));
            }
        }
        return loans;
    }
}
