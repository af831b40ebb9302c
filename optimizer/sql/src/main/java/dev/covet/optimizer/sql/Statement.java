package dev.covet.optimizer.sql;

/** One statement of a text as its tokens go by: its leading words and the marks of writing and of session state. */
final class Statement {
    private final Dialect dialect;
    private int count;
    private int depth;
    private int firstDepth;
    private Keyword first = Keyword.NONE;
    private Keyword second = Keyword.NONE;
    private Keyword third = Keyword.NONE;
    private Keyword main = Keyword.NONE;
    private Keyword before = Keyword.NONE;
    private boolean routine;
    private boolean writes;
    private boolean session;
    private boolean analyzes;
    private boolean holds;
    private boolean temporary;
    private boolean variable;

    /** Behind the sign of a variable whose name stands in quotes. */
    private boolean sigil;

    private boolean variables;
    private boolean body;

    Statement(Dialect dialect) {
        this.dialect = dialect;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether semicolons may belong to a body; what else they may hide counts as a change of the session. */
    boolean isRoutine() {
        return routine;
    }

    void accept(String sql, Tokenizer token, char mark) {
        Keyword word = token.keyword();
        if (count == 0) {
            start(mark, token);
        } else {
            count++;
            if (count == 2) {
                second = word;
            } else if (count == 3) {
                third = word;
            }
            depth += mark == '(' ? 1 : mark == ')' ? -1 : 0;
            if (word != Keyword.NONE) {
                word(word);
            } else {
                body |= routine && mark == ';';
                variables |= mark == ',';
            }
        }
        if (word == Keyword.NONE || before == Keyword.INTO) {
            variable(sql, token, mark);
        }
        before = word;
    }

    private void start(char mark, Tokenizer token) {
        if ((token.kind() == Tokenizer.PUNCTUATION && mark != ';') || token.kind() == Tokenizer.PARAMETER) {
            depth += mark == '(' ? 1 : 0;
            return;
        }
        count = 1;
        first = token.keyword();
        firstDepth = depth;
    }

    private void word(Keyword word) {
        switch (word) {
            case INSERT, UPDATE, DELETE, MERGE -> {
                writes = true;
                main(word);
            }
            case SELECT, VALUES, TABLE -> main(word);
            case INTO, SHARE, UPDLOCK, XLOCK, TABLOCKX, NEXTVAL, CURRVAL -> writes = true;
            case VALUE -> writes |= before == Keyword.NEXT || before == Keyword.PREVIOUS;
            case SET -> setsVariable();
            case ANALYZE, ANALYSE -> analyzes = true;
            case HOLD -> holds = true;
            case CHAIN -> session |= isTransaction() && before != Keyword.NO;
            case TEMP, TEMPORARY -> temporary |= count <= 5;
            case FUNCTION, PROCEDURE, TRIGGER, PACKAGE, EVENT, TYPE -> routine |= first == Keyword.CREATE;
            default -> {}
        }
    }

    /** H2 has a function SET. */
    private void setsVariable() {
        if (dialect == Dialect.H2 && (first == Keyword.SELECT || first == Keyword.VALUES || first == Keyword.WITH)) {
            session = true;
            writes = true;
        }
    }

    private void main(Keyword word) {
        if (main == Keyword.NONE && depth == firstDepth) {
            main = word;
        }
    }

    /** Variables of MySQL that a query sets, temporary tables of SQL Server and PostgreSQL. */
    private void variable(String sql, Tokenizer token, char mark) {
        int kind = token.kind();
        boolean assigned = variable;
        boolean name = sigil;
        variable = name && kind != Tokenizer.PUNCTUATION;
        sigil = false;
        if (kind == Tokenizer.PUNCTUATION) {
            session |= assigned && mark == 0 && sql.startsWith(":=", token.start());
            sigil = dialect == Dialect.MYSQL && sql.charAt(token.start()) == '@';
            session |= sigil && before == Keyword.INTO;
        } else if (kind == Tokenizer.WORD) {
            char c = sql.charAt(token.start());
            if (c == '@') {
                variable = true;
                session |= before == Keyword.INTO;
            } else {
                session |= c == '#' || ((c | 0x20) == 'p' && isTemporarySchema(sql, token.start()));
            }
            boolean temporaryName = token.keyword() == Keyword.TEMP || token.keyword() == Keyword.TEMPORARY;
            session |= temporaryName && first != Keyword.INSERT;
        } else if (kind == Tokenizer.QUOTED_IDENTIFIER) {
            session |= isTemporarySchema(sql, token.start() + 1);
        }
    }

    /** PostgreSQL's schema of temporary tables. */
    private static boolean isTemporarySchema(String sql, int start) {
        return sql.regionMatches(true, start, "pg_temp", 0, 7);
    }

    /** A name and a parenthesis: a call, unless the name is a table's. */
    void called(String sql, int start, int end) {
        if (sql.charAt(start) == '&') {
            // U&"": the name is written with escapes
            session = true;
            writes = true;
        } else if (Functions.changesSession(sql, start, end)) {
            session = true;
            writes = true;
        } else if (Functions.writes(sql, start, end)) {
            writes = true;
        }
    }

    StatementKind kind() {
        Keyword word = first == Keyword.WITH ? main : first;
        return switch (word) {
            case SELECT, VALUES, TABLE -> StatementKind.SELECT;
            case INSERT, REPLACE, UPSERT -> StatementKind.INSERT;
            case UPDATE -> StatementKind.UPDATE;
            case DELETE -> StatementKind.DELETE;
            case MERGE -> StatementKind.MERGE;
            case CALL, EXEC -> StatementKind.CALL;
            case EXECUTE -> dialect == Dialect.OTHER ? StatementKind.CALL : StatementKind.OTHER;
            case CREATE, ALTER, DROP, TRUNCATE, COMMENT, GRANT, REVOKE, RENAME, REINDEX -> StatementKind.DDL;
            case COPY -> StatementKind.COPY;
            case EXPLAIN, DESCRIBE, DESC -> StatementKind.EXPLAIN;
            case SHOW -> StatementKind.SHOW;
            case LOCK, UNLOCK -> StatementKind.LOCK;
            default -> isTransaction() ? StatementKind.TRANSACTION : settings(word);
        };
    }

    private static StatementKind settings(Keyword word) {
        return switch (word) {
            case SET, RESET, USE -> StatementKind.SET;
            default -> StatementKind.OTHER;
        };
    }

    private boolean isTransaction() {
        return transaction() != TransactionVerb.NONE || second == Keyword.PREPARED || first == Keyword.XA;
    }

    TransactionVerb transaction() {
        return switch (first) {
            case BEGIN -> count == 1 || opensTransaction() ? TransactionVerb.BEGIN : TransactionVerb.NONE;
            case START -> second == Keyword.TRANSACTION ? TransactionVerb.BEGIN : TransactionVerb.NONE;
            case COMMIT -> second == Keyword.PREPARED ? TransactionVerb.NONE : TransactionVerb.COMMIT;
            case END ->
                count == 1 || second == Keyword.TRANSACTION || second == Keyword.WORK || second == Keyword.AND
                        ? TransactionVerb.COMMIT
                        : TransactionVerb.NONE;
            case PREPARE -> second == Keyword.TRANSACTION ? TransactionVerb.COMMIT : TransactionVerb.NONE;
            case ABORT -> TransactionVerb.ROLLBACK;
            case ROLLBACK -> rollback();
            case SAVEPOINT -> TransactionVerb.SAVEPOINT;
            case RELEASE -> TransactionVerb.RELEASE;
            case SET -> second == Keyword.TRANSACTION ? TransactionVerb.SET_TRANSACTION : TransactionVerb.NONE;
            default -> TransactionVerb.NONE;
        };
    }

    private TransactionVerb rollback() {
        if (second == Keyword.PREPARED) {
            return TransactionVerb.NONE;
        }
        return second == Keyword.TO || third == Keyword.TO ? TransactionVerb.ROLLBACK_TO : TransactionVerb.ROLLBACK;
    }

    /** {@code BEGIN} also opens blocks of code. */
    private boolean opensTransaction() {
        return switch (second) {
            case WORK, TRANSACTION, TRAN, ISOLATION, READ, DEFERRED, IMMEDIATE, EXCLUSIVE -> true;
            case NOT -> third != Keyword.ATOMIC;
            default -> false;
        };
    }

    boolean mayWrite() {
        if (transaction() != TransactionVerb.NONE) {
            return false;
        }
        return switch (kind()) {
            case SELECT -> writes;
            case EXPLAIN -> analyzes || dialect == Dialect.OTHER;
            case SHOW -> false;
            default -> true;
        };
    }

    boolean changesSession() {
        return session
                || body
                || switch (first) {
                    case SET -> setsSession();
                    case RESET,
                            USE,
                            DISCARD,
                            LISTEN,
                            UNLISTEN,
                            DEALLOCATE,
                            ATTACH,
                            DETACH,
                            PRAGMA,
                            HANDLER,
                            UNLOCK,
                            XA -> true;
                    case PREPARE -> second != Keyword.TRANSACTION;
                    case DECLARE -> holds;
                    case LOCK, FLUSH -> dialect == Dialect.MYSQL || second == Keyword.TABLES;
                    case LOAD -> dialect == Dialect.POSTGRESQL;
                    case CREATE -> temporary;
                    case ALTER -> second == Keyword.SESSION;
                    default -> false;
                };
    }

    private boolean setsSession() {
        return switch (second) {
            case TRANSACTION, CONSTRAINTS -> false;
            case GLOBAL -> variables;
            case LOCAL -> dialect != Dialect.POSTGRESQL;
            default -> true;
        };
    }
}
