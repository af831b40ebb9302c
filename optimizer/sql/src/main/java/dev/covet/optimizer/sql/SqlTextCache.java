package dev.covet.optimizer.sql;
public final class SqlTextCache { public SqlText of(String sql, Dialect d){return SqlText.of(sql,d);} }
