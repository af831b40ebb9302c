package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks a text for everything and checks what holds for every text. */
final class Reading {
    private Reading() {}

    static SqlText everything(String sql, Dialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        assertThat(text.summary()).hasSizeLessThanOrEqualTo(255);
        assertThat(text.queryText()).hasSizeLessThanOrEqualTo(32 * 1024);
        assertThat(text.fingerprint()).isEqualTo(SqlText.of(sql, dialect).fingerprint());
        assertThat(text.tables()).doesNotHaveDuplicates();
        assertThat(text.procedure()).isNotNull();
        assertThat(text.parameterCount()).isNotNegative();
        assertThat(text.bytes()).isPositive();
        assertThat(text.sql()).isSameAs(sql);
        if (!text.literals() && sql.length() <= 32 * 1024) {
            assertThat(text.queryText()).isSameAs(sql);
        }
        if (text.transaction() != TransactionVerb.NONE) {
            assertThat(text.kind()).isEqualTo(StatementKind.TRANSACTION);
        }
        return text;
    }
}
