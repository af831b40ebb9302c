package dev.covet.optimizer.sql;

/** The words the readers of this package look for; found by a hash the tokenizer computes on its way. */
enum Keyword {
    NONE,
    ABORT,
    ALL,
    ALTER,
    ANALYSE,
    ANALYZE,
    AND,
    APPLY,
    AS,
    ATTACH,
    BEGIN,
    BETWEEN,
    BY,
    CALL,
    CASE,
    COMMENT,
    COMMIT,
    CONCURRENTLY,
    CONNECT,
    CONSTRAINTS,
    COPY,
    CREATE,
    CROSS,
    DATABASE,
    DECLARE,
    DEALLOCATE,
    DEFERRED,
    DELETE,
    DELAYED,
    DESC,
    DESCRIBE,
    DETACH,
    DISCARD,
    DISTINCT,
    DO,
    DOMAIN,
    DROP,
    ELSE,
    END,
    EVENT,
    EXCEPT,
    EXCLUSIVE,
    EXEC,
    EXECUTE,
    EXISTS,
    EXPLAIN,
    EXTENSION,
    FALSE,
    FETCH,
    FLUSH,
    FOR,
    FROM,
    FULL,
    FUNCTION,
    GLOBAL,
    GRANT,
    GROUP,
    HANDLER,
    HAVING,
    HIGH_PRIORITY,
    HOLD,
    IDENTIFIED,
    IF,
    IGNORE,
    IMMEDIATE,
    IN,
    INDEX,
    INNER,
    INSERT,
    INTERSECT,
    INTO,
    ISOLATION,
    JOIN,
    KEY,
    LATERAL,
    LEFT,
    LIKE,
    LIMIT,
    LISTEN,
    LOAD,
    LOCAL,
    LOCK,
    LOW_PRIORITY,
    MATERIALIZED,
    MERGE,
    MINUS,
    NATURAL,
    NEXT,
    NOT,
    NOTIFY,
    NULL,
    OFFSET,
    OJ,
    ON,
    ONLY,
    OR,
    ORDER,
    OUTER,
    OVERWRITE,
    PACKAGE,
    PASSWORD,
    PRAGMA,
    PREPARE,
    PREPARED,
    PROCEDURE,
    QUALIFY,
    QUICK,
    READ,
    RECURSIVE,
    REINDEX,
    RELEASE,
    RENAME,
    REPLACE,
    RESET,
    RETURN,
    RETURNING,
    REVOKE,
    RIGHT,
    ROLE,
    ROLLBACK,
    SAVEPOINT,
    SCHEMA,
    SELECT,
    SEQUENCE,
    SESSION,
    SET,
    SHARE,
    SHOW,
    START,
    STRAIGHT_JOIN,
    TABLE,
    TABLES,
    TABLOCKX,
    TEMP,
    TEMPORARY,
    THEN,
    TO,
    TRAN,
    TRANSACTION,
    TRIGGER,
    TRUE,
    TRUNCATE,
    TYPE,
    UNION,
    UNIQUE,
    UNLISTEN,
    UNLOCK,
    UPDATE,
    UPDLOCK,
    UPSERT,
    USE,
    USER,
    USING,
    VALUE,
    VALUES,
    VIEW,
    WHEN,
    WHERE,
    WINDOW,
    WITH,
    WORK,
    XLOCK;

    private static final int LONGEST = 20;
    private static final Keyword[] TABLE_OF_WORDS = new Keyword[1024];

    static {
        for (Keyword keyword : values()) {
            if (keyword != NONE) {
                int slot = slot(hash(keyword.name()));
                while (TABLE_OF_WORDS[slot] != null) {
                    slot = (slot + 1) & 1023;
                }
                TABLE_OF_WORDS[slot] = keyword;
            }
        }
    }

    private static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = hash(hash, word.charAt(i));
        }
        return hash;
    }

    /** One more character of a word; upper and lower case count alike. */
    static int hash(int hash, char next) {
        return hash * 31 + (next | 0x20);
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & 1023;
    }

    static Keyword of(String sql, int start, int end, int hash) {
        if (end - start > LONGEST) {
            return NONE;
        }
        int slot = slot(hash);
        for (Keyword found = TABLE_OF_WORDS[slot]; found != null; found = TABLE_OF_WORDS[slot]) {
            String name = found.name();
            if (name.length() == end - start && sql.regionMatches(true, start, name, 0, name.length())) {
                return found;
            }
            slot = (slot + 1) & 1023;
        }
        return NONE;
    }
}
