package dev.covet.plain.library;

import dev.covet.plain.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table of members. */
public final class Members {
    private final Connection connection;

    public Members(Connection connection) {
        this.connection = connection;
    }

    public Optional<Member> find(long id) throws SQLException {
        String sql = "select id, name, email from members where id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Member(rows.getLong("id"), rows.getString("name"), rows.getString("email")))
                        : Optional.empty();
            }
        }
    }

    public Member add(String name, String email, Dialect dialect) throws SQLException {
        String sql = "insert into members (name, email) values (?, ?)";
        try (PreparedStatement statement = Queries.prepareInsert(connection, sql)) {
            statement.setString(1, name);
            statement.setString(2, email);
            return new Member(Queries.insert(statement), name, email);
        } catch (SQLException failure) {
            if (dialect.isConstraintViolation(failure)) {
                throw Refusal.conflict("a member with the email " + email + " is there already");
            }
            throw failure;
        }
    }
}
