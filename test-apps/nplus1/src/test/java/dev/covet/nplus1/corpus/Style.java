package dev.covet.nplus1.corpus;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A library and how it is used. */
enum Style {
    JDBC {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) throws SQLException {
            try (Connection connection = source.getConnection()) {
                work.with(new JdbcDb(connection));
            }
        }
    },
    JDBC_IN_A_TRANSACTION {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) throws SQLException {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                work.with(new JdbcDb(connection));
                connection.commit();
            }
        }
    },
    /** Without a transaction a connection for each statement: an open result keeps its own. */
    JDBC_TEMPLATE {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) {
            work.with(new TemplateDb(new JdbcTemplate(source)));
        }
    },
    JDBC_TEMPLATE_IN_A_TRANSACTION {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) {
            new TransactionTemplate(new DataSourceTransactionManager(source))
                    .executeWithoutResult(status -> work.with(new TemplateDb(new JdbcTemplate(source))));
        }
    },
    JOOQ {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) {
            work.with(new JooqDb(DSL.using(source, postgres ? SQLDialect.POSTGRES : SQLDialect.MARIADB)));
        }
    },
    JDBI {
        @Override
        void run(DataSource source, boolean postgres, Db.Work work) {
            Jdbi.create(source).useTransaction(handle -> work.with(new JdbiDb(handle)));
        }
    };

    abstract void run(DataSource source, boolean postgres, Db.Work work) throws SQLException;
}
