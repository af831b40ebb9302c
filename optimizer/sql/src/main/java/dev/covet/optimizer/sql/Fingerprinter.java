package dev.covet.optimizer.sql;

/**
 * Hashes the shape of a text as it streams by. Neighbours that are alike in an IN list or among VALUES rows count once:
 * after such an element the hash returns to its state before the comma.
 */
final class Fingerprinter {
    private static final long PRIME = 0x100000001B3L;
    private static final long OTHER_PRIME = 0x9E3779B97F4A7C15L;

    private final String sql;
    private final Tokenizer tokens;
    private long high = 0xCBF29CE484222325L;
    private long low = 0x84222325CBF29CE4L;
    private int depth;

    private boolean inList;
    private boolean rows;
    private int listDepth;
    private long highBefore;
    private long lowBefore;
    private long highOuter;
    private long lowOuter;
    private long highLast;
    private long lowLast;
    private boolean hasLast;

    private Fingerprinter(String sql, Dialect dialect) {
        this.sql = sql;
        this.tokens = new Tokenizer(sql, dialect);
    }

    static Fingerprint of(String sql, Dialect dialect) {
        return new Fingerprinter(sql, dialect).run();
    }

    private Fingerprint run() {
        Keyword before = Keyword.NONE;
        boolean operand = false;
        char sign = 0;
        while (tokens.next() != Tokenizer.END) {
            char mark = tokens.punctuation();
            if (sign != 0 && tokens.kind() != Tokenizer.NUMBER) {
                text(Tokenizer.PUNCTUATION, sign);
            }
            sign = 0;
            if ((mark == '-' || mark == '+') && !operand) {
                sign = mark;
            } else {
                token(mark, before);
            }
            before = tokens.keyword();
            operand = isOperand(mark, before);
        }
        if (sign != 0) {
            text(Tokenizer.PUNCTUATION, sign);
        }
        if (inList) {
            elementEnd();
        }
        return new Fingerprint(finish(high), finish(low));
    }

    private boolean isOperand(char mark, Keyword word) {
        return switch (tokens.kind()) {
            case Tokenizer.PUNCTUATION -> mark == ')' || mark == ']' || mark == '}';
            case Tokenizer.WORD ->
                !switch (word) {
                    case SELECT,
                            ALL,
                            DISTINCT,
                            WHERE,
                            AND,
                            OR,
                            NOT,
                            BETWEEN,
                            WHEN,
                            THEN,
                            ELSE,
                            CASE,
                            LIMIT,
                            OFFSET,
                            BY,
                            LIKE,
                            ON,
                            HAVING,
                            SET,
                            RETURN -> true;
                    default -> false;
                };
            default -> true;
        };
    }

    private void token(char mark, Keyword before) {
        if (mark == '(') {
            open(before);
        } else if (mark == ')') {
            close();
        } else if (mark == ',' && inList && depth == listDepth) {
            elementEnd();
            before();
            text(Tokenizer.PUNCTUATION, ',');
            elementStart();
        } else {
            if (inList && rows && depth == listDepth) {
                elementEnd();
                inList = false;
            }
            plain();
        }
    }

    private void plain() {
        int kind = tokens.kind();
        if (tokens.isLiteral()) {
            text(Tokenizer.STRING, '?');
        } else if (kind == Tokenizer.PARAMETER && inList) {
            text(Tokenizer.PARAMETER, '?');
        } else {
            add((char) kind);
            for (int i = tokens.start(); i < tokens.end(); i++) {
                char c = sql.charAt(i);
                add(kind == Tokenizer.WORD ? Characters.fold(c) : c);
            }
            add((char) 0);
            if (tokens.keyword() == Keyword.VALUES && !inList) {
                startList(true, depth);
            } else if (inList && !rows && depth == listDepth && isQuery(tokens.keyword())) {
                elementEnd();
                inList = false;
            }
        }
    }

    private static boolean isQuery(Keyword word) {
        return word == Keyword.SELECT || word == Keyword.WITH || word == Keyword.VALUES || word == Keyword.TABLE;
    }

    private void open(Keyword before) {
        text(Tokenizer.PUNCTUATION, '(');
        depth++;
        if (before == Keyword.IN && !inList) {
            startList(false, depth);
        }
    }

    private void close() {
        if (inList && depth <= listDepth) {
            elementEnd();
            inList = false;
        }
        depth--;
        text(Tokenizer.PUNCTUATION, ')');
    }

    private void startList(boolean ofRows, int atDepth) {
        inList = true;
        rows = ofRows;
        listDepth = atDepth;
        hasLast = false;
        before();
        elementStart();
    }

    private void before() {
        highBefore = high;
        lowBefore = low;
    }

    /** The element is hashed by itself, to be compared with its neighbour. */
    private void elementStart() {
        highOuter = high;
        lowOuter = low;
        high = OTHER_PRIME;
        low = PRIME;
    }

    private void elementEnd() {
        long highElement = high;
        long lowElement = low;
        if (hasLast && highElement == highLast && lowElement == lowLast) {
            high = highBefore;
            low = lowBefore;
            return;
        }
        high = (highOuter ^ highElement) * PRIME;
        low = (Long.rotateLeft(lowOuter, 23) ^ lowElement) * OTHER_PRIME;
        hasLast = true;
        highLast = highElement;
        lowLast = lowElement;
    }

    private void text(int kind, char c) {
        add((char) kind);
        add(c);
        add((char) 0);
    }

    private void add(char c) {
        high = (high ^ c) * PRIME;
        low = (Long.rotateLeft(low, 5) ^ c) * OTHER_PRIME;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
