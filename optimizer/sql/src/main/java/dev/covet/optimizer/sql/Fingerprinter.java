package dev.covet.optimizer.sql;

/**
 * Hashes the shape of a text as it streams by. Neighbours that are alike in an IN list or among VALUES rows count once:
 * after such an element the hash returns to its state before the comma.
 */
final class Fingerprinter {
    private static final long PRIME = 0xD6E8FEB86659FD93L;
    private static final long OTHER_PRIME = 0x9E3779B97F4A7C15L;
    private static final long[] KINDS = new long[7];

    static {
        for (int kind = 0; kind < KINDS.length; kind++) {
            KINDS[kind] = WordKey.mix(kind + 1L);
        }
    }

    private final String sql;
    private final Tokenizer tokens;
    private long high = 0xCBF29CE484222325L;
    private long low = 0x84222325CBF29CE4L;
    private int depth;
    private Keyword before = Keyword.NONE;
    private boolean operand;
    private char sign;

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

    Fingerprinter(String sql, Tokenizer tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** Takes the tokenizer's present token. */
    void accept(char mark) {
        if (sign != 0) {
            if (tokens.kind() != Tokenizer.NUMBER) {
                add(Tokenizer.PUNCTUATION, sign);
            }
            sign = 0;
        }
        if ((mark == '-' || mark == '+') && !operand) {
            sign = mark;
        } else {
            token(mark, before);
        }
        before = tokens.keyword();
        operand = isOperand(mark, before);
    }

    Fingerprint result() {
        if (sign != 0) {
            add(Tokenizer.PUNCTUATION, sign);
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
            add(Tokenizer.PUNCTUATION, ',');
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
        Keyword word = tokens.keyword();
        if (tokens.isLiteral()) {
            add(Tokenizer.STRING, '?');
        } else if (kind == Tokenizer.WORD && tokens.key() != 0) {
            add(kind, tokens.key());
            if (word != Keyword.NONE) {
                list(word);
            }
        } else {
            boolean any = kind == Tokenizer.PARAMETER && inList;
            add(kind, any ? '?' : characters(kind == Tokenizer.WORD));
        }
    }

    private void list(Keyword word) {
        if (word == Keyword.VALUES && !inList) {
            startList(true, depth);
        } else if (inList && !rows && depth == listDepth && isQuery(word)) {
            elementEnd();
            inList = false;
        }
    }

    private long characters(boolean fold) {
        int end = tokens.end();
        int start = tokens.start();
        if (end - start == 1) {
            return sql.charAt(start);
        }
        long hash = 0;
        for (int i = start; i < end; i++) {
            char c = sql.charAt(i);
            hash = (hash + (fold ? Characters.fold(c) : c) + 1) * OTHER_PRIME;
        }
        return WordKey.mix(hash);
    }

    private static boolean isQuery(Keyword word) {
        return word == Keyword.SELECT || word == Keyword.WITH || word == Keyword.VALUES || word == Keyword.TABLE;
    }

    private void open(Keyword before) {
        add(Tokenizer.PUNCTUATION, '(');
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
        add(Tokenizer.PUNCTUATION, ')');
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

    private void add(int kind, long value) {
        long salted = value ^ KINDS[kind];
        high = (high ^ salted) * PRIME;
        high ^= high >>> 29;
        low = (Long.rotateLeft(low, 23) ^ salted) * OTHER_PRIME;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
