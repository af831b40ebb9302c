package dev.covet.plain.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Creates the tables that are not there yet. */
public final class Tables {
    private static final List<String> TABLES = List.of("""
            create table if not exists authors (
              id IDENTITY,
              name varchar(100) not null,
              country varchar(60) not null
            )""", """
            create table if not exists books (
              id IDENTITY,
              author_id bigint not null,
              isbn varchar(20) not null unique,
              title varchar(200) not null,
              published int not null,
              summary LONG_TEXT,
              cover LONG_BYTES,
              copies int not null,
              available int not null,
              foreign key (author_id) references authors (id)
            )""", """
            create table if not exists members (
              id IDENTITY,
              name varchar(100) not null,
              email varchar(100) not null unique
            )""", """
            create table if not exists loans (
              id IDENTITY,
              book_id bigint not null,
              member_id bigint not null,
              lent_on date not null,
              due_on date not null,
              returned_on date,
              foreign key (book_id) references books (id),
              foreign key (member_id) references members (id)
            )""");

    private static final List<String> FOREIGN_KEY_INDEXES = List.of(
            "create index if not exists books_by_author on books (author_id)",
            "create index if not exists loans_by_book on loans (book_id)",
            "create index if not exists loans_by_member on loans (member_id)");

    private Tables() {}

    public static void create(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(dialect.translate(table));
            }
            if (dialect.needsForeignKeyIndexes()) {
                for (String index : FOREIGN_KEY_INDEXES) {
                    statement.execute(index);
                }
            }
        }
    }
}
