package dev.covet.optimizer.sql;

/** Says what a text does, in one pass. In doubt it writes. */
final class Classifier {
    private Classifier() {}

    static Classification of(String sql, Dialect dialect) {
        Tokenizer tokens = new Tokenizer(sql, dialect);
        Secrets secrets = new Secrets();
        Statement statement = new Statement(dialect);
        boolean literals = false;
        boolean session = false;
        boolean several = false;
        boolean ended = false;
        int parameters = 0;
        int nameStart = -1;
        int nameEnd = -1;
        while (tokens.next() != Tokenizer.END) {
            literals |= secrets.next(tokens) || tokens.isLiteral();
            char mark = tokens.punctuation();
            if (mark == ';' && !statement.isRoutine()) {
                ended |= !statement.isEmpty();
                continue;
            }
            if (ended) {
                session |= carries(statement);
                statement = new Statement(dialect);
                several = true;
                ended = false;
            }
            if (mark == '(' && nameStart >= 0) {
                statement.called(sql, nameStart, nameEnd);
            }
            if (tokens.kind() == Tokenizer.PARAMETER && sql.charAt(tokens.start()) == '?') {
                parameters++;
            }
            statement.accept(sql, tokens);
            boolean name = tokens.kind() == Tokenizer.WORD && tokens.keyword() == Keyword.NONE;
            nameStart = name ? tokens.start() : -1;
            nameEnd = tokens.end();
        }
        if (several) {
            return new Classification(
                    StatementKind.MULTIPLE,
                    TransactionVerb.NONE,
                    true,
                    session || carries(statement),
                    literals,
                    parameters);
        }
        return new Classification(
                statement.kind(),
                statement.transaction(),
                statement.mayWrite() || tokens.sawExecutableComment(),
                statement.changesSession(),
                literals,
                parameters);
    }

    /** Whether a statement among others leaves something behind that nobody else will notice. */
    private static boolean carries(Statement statement) {
        return statement.changesSession() || statement.transaction() != TransactionVerb.NONE;
    }
}
