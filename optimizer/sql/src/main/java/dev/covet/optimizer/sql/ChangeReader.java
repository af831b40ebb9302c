package dev.covet.optimizer.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a {@link ChangeShape} from the tokens of a text. */
final class ChangeReader {
    /** PostgreSQL cuts off longer names. */
    private static final int LONGEST_NAME = 63;

    /** What stands before a parenthesis here and in no query. */
    private static final Set<String> BEFORE_PARENTHESIS = Set.of("set", "conflict", "returning", "do", "update");

    /** What may follow the name of a table that is emptied. Nobody is answered by the numbers of a sequence. */
    private static final Set<String> AFTER_TRUNCATED = Set.of("restart", "continue", "identity", "restrict");

    private final Tokens tokens;
    private final Set<String> functions = new LinkedHashSet<>(2);
    private String schema = "";
    private String table = "";

    ChangeReader(String sql, Dialect dialect) {
        this.tokens = Tokens.of(sql, dialect);
    }

    String schema() {
        return schema;
    }

    String table() {
        return table;
    }

    List<String> functions() {
        return List.copyOf(functions);
    }

    /** False if there is any doubt. */
    boolean read() {
        int name = switch (tokens.keyword(0)) {
            case INSERT -> behind(tokens.keyword(1) == Keyword.IGNORE ? 2 : 1, Keyword.INTO);
            case UPDATE -> tokens.keyword(1) == Keyword.ONLY ? 2 : 1;
            case DELETE -> behind(1, Keyword.FROM);
            case TRUNCATE -> tokens.keyword(1) == Keyword.TABLE ? 2 : 1;
            default -> -1;
        };
        boolean truncates = tokens.keyword(0) == Keyword.TRUNCATE;
        boolean mayBeOnly = truncates || tokens.keyword(0) == Keyword.DELETE;
        if (name > 0 && mayBeOnly && tokens.keyword(name) == Keyword.ONLY) {
            name++;
        }
        if (name < 0 || !tokens.complete() || !tokens.isName(name)) {
            return false;
        }
        int end = tokens.endOfName(name);
        return named(name, end) && (truncates ? onlyRestarts(end) : begins(end) && rest(end));
    }

    /** Whether no other table follows, nor an order to take those that refer to it, too. */
    private boolean onlyRestarts(int from) {
        for (int i = from; i < tokens.size(); i++) {
            boolean last = tokens.mark(i) == ';' && i == tokens.size() - 1;
            if (!last && !AFTER_TRUNCATED.contains(tokens.text(i).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private int behind(int index, Keyword word) {
        return tokens.keyword(index) == word ? index + 1 : -1;
    }

    /** A name or two with a dot. */
    private boolean named(int from, int end) {
        if (end - from != 1 && end - from != 3) {
            return false;
        }
        if (end - from == 3) {
            schema = plain(from);
        }
        table = plain(end - 1);
        return !table.isEmpty() && (end - from == 1 || !schema.isEmpty());
    }

    /** Without its quotes; empty if it has a character by which it could be another name elsewhere. */
    private String plain(int index) {
        if (!tokens.isName(index)) {
            return "";
        }
        String name = tokens.text(index);
        boolean quoted = tokens.kind(index) == Tokenizer.QUOTED_IDENTIFIER;
        return plain(quoted ? name.substring(1, name.length() - 1) : name);
    }

    /** The name in lower case; empty if lower case or quotes could make it another one. */
    static String plain(String name) {
        boolean plain = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
        }
        return plain ? name.toLowerCase(Locale.ROOT) : "";
    }

    /** Whether what follows the name cannot name more tables. */
    private boolean begins(int end) {
        Keyword first = tokens.keyword(0);
        if (first == Keyword.INSERT) {
            return true;
        }
        int next = end;
        if (tokens.keyword(next) == Keyword.AS) {
            next++;
        }
        boolean alias = tokens.isName(next) && !isClause(next);
        next += alias ? 1 : 0;
        return first == Keyword.UPDATE
                ? tokens.keyword(next) == Keyword.SET
                : next >= tokens.size() || tokens.mark(next) == ';' || isClause(next);
    }

    private boolean isClause(int index) {
        return switch (tokens.keyword(index)) {
            case SET, WHERE, RETURNING, ORDER, LIMIT -> true;
            default -> false;
        };
    }

    private boolean rest(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            char mark = tokens.mark(i);
            depth += mark == '(' ? 1 : mark == ')' ? -1 : 0;
            boolean last = mark != ';' || i == tokens.size() - 1;
            if (!last
                    || mark == '{'
                    || depth < 0
                    || !isPlain(i, depth)
                    || (mark == '(' && i > from && !called(i - 1))) {
                return false;
            }
        }
        return depth == 0;
    }

    private boolean isPlain(int index, int depth) {
        int kind = tokens.kind(index);
        if (kind == Tokenizer.END || (kind == Tokenizer.WORD && tokens.firstCharacter(index) == '@')) {
            return false;
        }
        return switch (tokens.keyword(index)) {
            case SELECT, TABLE, WITH, INTO, JOIN, STRAIGHT_JOIN, USING, APPLY, MERGE, INSERT, DELETE, REPLACE -> false;
            case CALL, EXEC, EXECUTE -> false;
            case FROM -> depth > 0 || tokens.keyword(index - 1) == Keyword.DISTINCT;
            default -> true;
        };
    }

    /** What stands before a parenthesis. False if it is a function whose name is not a plain one. */
    private boolean called(int index) {
        if (tokens.kind(index) == Tokenizer.QUOTED_IDENTIFIER || tokens.kind(index) == Tokenizer.STRING) {
            return false;
        }
        if (tokens.kind(index) != Tokenizer.WORD) {
            return true;
        }
        String name = tokens.text(index).toLowerCase(Locale.ROOT);
        if (tokens.mark(index - 1) == '.' || name.length() > LONGEST_NAME) {
            return false;
        }
        if (!Words.isBeforeParenthesis(name) && !BEFORE_PARENTHESIS.contains(name)) {
            functions.add(name);
        }
        return true;
    }
}
