package dev.covet.optimizer.sql;

/** Says what a text does, in one pass. In doubt it writes. */
final class Classifier {
    private final String sql;
    private final Dialect dialect;
    private final Tokenizer tokens;
    private final Secrets secrets = new Secrets();
    private Statement statement;
    private boolean literals;
    private boolean session;
    private boolean several;
    private boolean ended;
    private int parameters;
    private int nameStart = -1;
    private int nameEnd = -1;

    private Classifier(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.tokens = new Tokenizer(sql, dialect);
        this.statement = new Statement(dialect);
    }

    static Classification of(String sql, Dialect dialect) {
        Classifier classifier = new Classifier(sql, dialect);
        while (classifier.tokens.next() != Tokenizer.END) {
            classifier.token();
        }
        return classifier.result();
    }

    private void token() {
        literals |= secrets.next(tokens) || tokens.isLiteral();
        char mark = tokens.punctuation();
        if (mark == ';' && !statement.isRoutine()) {
            ended |= !statement.isEmpty();
            return;
        }
        if (ended) {
            nextStatement();
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

    private void nextStatement() {
        session |= carries(statement);
        statement = new Statement(dialect);
        several = true;
        ended = false;
    }

    private Classification result() {
        if (several) {
            boolean anySession = session || carries(statement);
            return new Classification(
                    StatementKind.MULTIPLE, TransactionVerb.NONE, true, anySession, literals, parameters);
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
