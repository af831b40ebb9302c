package dev.covet.optimizer.sql;
public enum Dialect { POSTGRESQL, MYSQL, H2, SQLITE, OTHER; public static Dialect ofUrl(String u){ return u.startsWith("jdbc:postgresql")?POSTGRESQL:OTHER; } }
