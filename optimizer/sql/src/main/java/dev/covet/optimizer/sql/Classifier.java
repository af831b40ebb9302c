package dev.covet.optimizer.sql;

/** Says what a text does, and takes its fingerprint, in one pass. In doubt it writes. */
final class Classifier {
    private final String sql;
    private final Dialect dialect;
    private final Tokenizer tokens;
    private final Fingerprinter fingerprint;
    private final Secrets secrets;
    private Statement statement;
    private boolean literals;
    private boolean session;
    private boolean several;
    private boolean ended;
    private boolean open;
    private int parameters;
    private int nameStart = -1;
    private int nameEnd = -1;

    private Classifier(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.tokens = new Tokenizer(sql, dialect);
        this.fingerprint = new Fingerprinter(sql, tokens);
        this.secrets = new Secrets(sql, dialect);
        this.statement = new Statement(dialect);
    }

    static Classification of(String sql, Dialect dialect) {
        Classifier classifier = new Classifier(sql, dialect);
        while (classifier.tokens.next() != Tokenizer.END) {
            classifier.accept();
        }
        return classifier.result();
    }

    private void accept() {
        char mark = tokens.punctuation();
        fingerprint.accept(mark);
        literals |= tokens.isLiteral();
        if (!literals && secrets.watches(tokens)) {
            literals = secrets.next(tokens, mark);
        }
        if (mark == ';' && !statement.isRoutine()) {
            ended |= !statement.isEmpty();
            nameStart = -1;
            return;
        }
        if (ended) {
            nextStatement();
        }
        if (mark == '(' && nameStart >= 0) {
            statement.called(sql, nameStart, nameEnd);
        }
        int kind = tokens.kind();
        if (kind == Tokenizer.PARAMETER && sql.charAt(tokens.start()) == '?') {
            parameters++;
        }
        statement.accept(sql, tokens, mark);
        name(kind);
    }

    private void nextStatement() {
        session |= carries(statement);
        statement = new Statement(dialect);
        several = true;
        ended = false;
    }

    /** Remembers what would be the name of a function; quotes do not hide it. */
    private void name(int kind) {
        nameStart = -1;
        if (kind == Tokenizer.WORD) {
            nameStart = tokens.keyword() == Keyword.NONE ? tokens.start() : -1;
            nameEnd = tokens.end();
        } else if (kind == Tokenizer.QUOTED_IDENTIFIER || kind == Tokenizer.STRING) {
            open |= !tokens.closed();
            boolean name = kind == Tokenizer.QUOTED_IDENTIFIER || sql.charAt(tokens.start()) == '"';
            nameStart = name ? tokens.start() + 1 : -1;
            nameEnd = tokens.end() - 1;
        }
    }

    private Classification result() {
        boolean understood = !open && !tokens.sawDoubtful() && !tokens.sawExecutableComment();
        if (several) {
            boolean carried = session || carries(statement);
            return new Classification(
                    StatementKind.MULTIPLE,
                    TransactionVerb.NONE,
                    true,
                    carried,
                    literals,
                    parameters,
                    understood,
                    fingerprint.result());
        }
        return new Classification(
                statement.kind(),
                statement.transaction(),
                statement.mayWrite() || !understood,
                statement.changesSession(),
                literals,
                parameters,
                understood,
                fingerprint.result());
    }

    /** Whether a statement among others leaves something behind that nobody else will notice. */
    private static boolean carries(Statement statement) {
        return statement.changesSession() || statement.transaction() != TransactionVerb.NONE;
    }
}
