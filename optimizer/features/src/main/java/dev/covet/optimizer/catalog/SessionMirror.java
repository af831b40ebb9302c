package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** Gives a session of Covet's own the settings of another one. */
public final class SessionMirror {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    /** Others could end the literal, by some setting of the server. */
    private static final Pattern PLAIN = Pattern.compile("[^'\"\\\\\\x00]*");

    private SessionMirror() {}

    /** Whether a session like this one answers as one like that one does. */
    public static boolean isAlike(SessionFacts there, SessionFacts wanted) {
        return there.settings().equals(wanted.settings()) && there.mirrored().serves(wanted.mirrored());
    }

    /**
     * Sets what is not alike, in one round trip. What the session is afterwards, on PostgreSQL as its server says it. What an error
     * leaves is not known.
     *
     * @param known what the session of this connection is at present
     */
    public static SessionFacts set(Connection connection, Dialect dialect, SessionFacts known, SessionFacts wanted)
            throws SQLException {
        if (!wanted.mirrored().knowAllOf(known.mirrored())) {
            // It has something of which nobody has asked the session that it is to stand for.
            return known;
        }
        return dialect == Dialect.POSTGRESQL
                ? onPostgres(connection, known, wanted)
                : onMySql(connection, known, wanted);
    }

    private static SessionFacts onPostgres(Connection connection, SessionFacts known, SessionFacts wanted)
            throws SQLException {
        List<String> names = wanted.mirrored().unlike(known.mirrored()).stream()
                .filter(name ->
                        !MirroredSettings.MISSING.equals(wanted.mirrored().value(name)))
                .toList();
        StringBuilder sql = new StringBuilder();
        for (String name : names) {
            sql.append(sql.isEmpty() ? "select " : ", ")
                    .append("pg_catalog.set_config('")
                    .append(name)
                    .append("', ?, false)");
        }
        sql.append(names.isEmpty() ? "" : ";\n")
                .append(SessionFacts.postgres(wanted.mirrored().names()));
        try (PreparedStatement statement = Bound.on(connection.prepareStatement(sql.toString()))) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, wanted.mirrored().value(names.get(i)));
            }
            statement.execute();
            if (!names.isEmpty()) {
                statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                return SessionFacts.of(row, Dialect.POSTGRESQL, 0);
            }
        }
    }

    private static SessionFacts onMySql(Connection connection, SessionFacts known, SessionFacts wanted)
            throws SQLException {
        if (!known.unmirrored().equals(wanted.unmirrored())) {
            return known;
        }
        StringBuilder sql = new StringBuilder();
        for (String name : wanted.mirrored().unlike(known.mirrored())) {
            String value = String.valueOf(wanted.mirrored().value(name));
            boolean number = NUMBER.matcher(value).matches();
            if (!number && !PLAIN.matcher(value).matches()) {
                return known;
            }
            sql.append(sql.isEmpty() ? "set session " : ", session ").append(name);
            sql.append(" = ").append(number ? value : "'" + value + "'");
        }
        if (!sql.isEmpty()) {
            try (Statement statement = Bound.on(connection.createStatement())) {
                statement.execute(sql.toString());
            }
        }
        return known.with(wanted.settings(), wanted.mirrored());
    }
}
