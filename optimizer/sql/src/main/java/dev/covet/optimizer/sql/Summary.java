package dev.covet.optimizer.sql;

import java.util.Arrays;

/**
 * Lists operations and targets of a text in the order they appear. Each pair of parentheses is a frame with flags that
 * say what the next name at this depth would be.
 */
final class Summary {
    /** The frame belongs to an operation. */
    private static final int OPERATION = 1;
    /** A comma is followed by another target. */
    private static final int LIST = 2;
    /** The next name is a target. */
    private static final int EXPECT = 4;
    /** Inside WITH, before its statement. */
    private static final int WITH = 8;
    /** The next name is that of a common table expression. */
    private static final int NAME = 16;
    /** Targets are written. */
    private static final int WRITE = 32;
    /** USING names a target rather than columns. */
    private static final int USING = 64;
    /** A parenthesis behind the name does not make it a function. */
    private static final int COLUMNS = 128;
    /** FROM names what is written. */
    private static final int FROM_WRITES = 256;
    /** The names of WITH may be used in their own queries. */
    private static final int RECURSIVE = 512;

    private final Tokens tokens;
    private final SummaryOutput output = new SummaryOutput();
    private final CommonTables commonTables;
    private final Definitions definitions;
    private int[] frames = new int[8];
    private int depth;
    private int lastTargetEnd = -1;
    private int statementStart;

    private Summary(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.commonTables = new CommonTables(dialect);
        this.definitions = new Definitions(tokens, output);
    }

    static Names of(String sql, Dialect dialect) {
        Summary summary = new Summary(Tokens.of(sql, dialect), dialect);
        int index = 0;
        while (index < summary.tokens.size()) {
            index = summary.token(index);
        }
        return summary.output.names(summary.tokens.complete());
    }

    private boolean has(int flag) {
        return (frames[depth] & flag) != 0;
    }

    private void set(int clear, int add) {
        frames[depth] = (frames[depth] & ~clear) | add;
    }

    /** Reads what starts here and says where to go on. */
    private int token(int index) {
        int kind = tokens.kind(index);
        if (kind == Tokenizer.PUNCTUATION) {
            punctuation(index);
            return index + 1;
        }
        if (kind == Tokenizer.WORD && tokens.keyword(index) != Keyword.NONE) {
            return keyword(index, tokens.keyword(index));
        }
        if (kind == Tokenizer.WORD || kind == Tokenizer.QUOTED_IDENTIFIER) {
            return name(index);
        }
        if (kind == Tokenizer.STRING && has(EXPECT)) {
            quotedTarget(index);
        }
        set(EXPECT, 0);
        return index + 1;
    }

    private void punctuation(int index) {
        switch (tokens.mark(index)) {
            case '(', '{' -> {
                int inner = has(EXPECT) ? frames[depth] & (EXPECT | LIST | WRITE) : 0;
                set(EXPECT, 0);
                depth++;
                if (depth == frames.length) {
                    frames = Arrays.copyOf(frames, depth * 2);
                }
                frames[depth] = inner;
            }
            case ')', '}' -> {
                commonTables.leave(depth);
                depth = Math.max(0, depth - 1);
            }
            case ',' -> {
                if (has(WITH)) {
                    commonTables.defined(depth);
                }
                set(0, (has(LIST) ? EXPECT : 0) | (has(WITH) ? NAME : 0));
            }
            case ';' -> {
                commonTables.leave(0);
                depth = 0;
                frames[0] = 0;
                statementStart = index + 1;
            }
            default -> set(EXPECT, 0);
        }
    }

    private int keyword(int index, Keyword word) {
        switch (word) {
            case SELECT -> operation(index, 0);
            case INSERT, REPLACE, UPSERT, MERGE, UPDATE, DELETE -> write(index, word);
            case INTO -> set(has(OPERATION) ? LIST : 0, has(OPERATION) ? EXPECT | WRITE | COLUMNS : 0);
            case FROM -> from(index);
            case JOIN, STRAIGHT_JOIN -> set(COLUMNS, has(OPERATION | LIST) ? EXPECT : 0);
            case APPLY -> set(COLUMNS, isApply(index) ? EXPECT : 0);
            case USING -> using(index);
            case WITH -> with(index);
            case VALUES -> {
                if (!has(OPERATION | WITH) && depth == 0) {
                    operation(index, 0);
                }
                set(EXPECT | LIST, 0);
            }
            case WHERE, GROUP, ORDER, HAVING, LIMIT, OFFSET, WINDOW, RETURNING, QUALIFY, UNION, EXCEPT, INTERSECT ->
                clause(word);
            case FOR, FETCH, MINUS, ON, ALL -> {
                return clauseOrWord(index, word);
            }
            case OR, IGNORE, LOW_PRIORITY, HIGH_PRIORITY, DELAYED, QUICK, OVERWRITE, TEMP, TEMPORARY -> {
                return modifier(index, word);
            }
            case TABLE -> table(index);
            case ONLY, LATERAL, OJ, RECURSIVE -> {}
            default -> {
                return other(index, word);
            }
        }
        return index + 1;
    }

    private int clauseOrWord(int index, Keyword word) {
        Keyword next = tokens.keyword(index + 1);
        if (word == Keyword.FETCH && index == statementStart) {
            return definitions.words(index, word);
        }
        if (word == Keyword.FOR && next != Keyword.UPDATE && next != Keyword.SHARE && next != Keyword.KEY) {
            // FOR SYSTEM_TIME of a table, USE INDEX FOR JOIN: the list may go on
            set(EXPECT, 0);
            return next == Keyword.JOIN || next == Keyword.ORDER || next == Keyword.GROUP ? index + 2 : index + 1;
        }
        clause(word);
        return index + 1;
    }

    private void with(int index) {
        if (startsCommonTables(index)) {
            boolean recursive = tokens.keyword(index + 1) == Keyword.RECURSIVE;
            set(EXPECT | LIST | RECURSIVE, WITH | NAME | (recursive ? RECURSIVE : 0));
        }
    }

    /** A query by itself, unless it is a word between an operation and its target, or a function. */
    private void table(int index) {
        boolean named = tokens.isName(index + 1) && tokens.keyword(index + 1) == Keyword.NONE;
        if (tokens.mark(index + 1) == '(') {
            set(EXPECT, 0);
        } else if (!has(EXPECT) && named && (has(OPERATION | WITH) || mayStart(index))) {
            operation(index, EXPECT);
        }
    }

    private void operation(int index, int flags) {
        if (has(WITH)) {
            commonTables.defined(depth);
        }
        output.append(tokens.text(index));
        frames[depth] = OPERATION | flags;
    }

    private boolean mayStart(int index) {
        return !has(OPERATION)
                && (depth == 0 || has(WITH) || tokens.mark(index - 1) == '(' || tokens.mark(index - 1) == '{');
    }

    private void write(int index, Keyword word) {
        if (!mayStart(index) || tokens.mark(index + 1) == '(') {
            set(EXPECT | (has(OPERATION) ? LIST : 0), 0);
            return;
        }
        switch (word) {
            case UPDATE -> operation(index, EXPECT | LIST | WRITE);
            case DELETE -> operation(index, WRITE | USING | FROM_WRITES | (namesTarget(index + 1) ? EXPECT : 0));
            case MERGE -> operation(index, EXPECT | WRITE | COLUMNS | USING);
            default -> operation(index, EXPECT | WRITE | COLUMNS);
        }
    }

    /** DELETE t WHERE; in DELETE t FROM t the names behind FROM count. */
    private boolean namesTarget(int index) {
        if (!tokens.isName(index) || tokens.keyword(index) == Keyword.FROM) {
            return false;
        }
        int end = tokens.endOfName(index);
        return tokens.mark(end) != ',' && tokens.mark(end) != '.' && tokens.keyword(end) != Keyword.FROM;
    }

    private void from(int index) {
        if (!has(OPERATION) || tokens.keyword(index - 1) == Keyword.DISTINCT) {
            set(EXPECT, 0);
            return;
        }
        set(COLUMNS | (has(FROM_WRITES) ? 0 : WRITE), EXPECT | LIST);
    }

    private boolean isApply(int index) {
        Keyword before = tokens.keyword(index - 1);
        return has(OPERATION) && (before == Keyword.CROSS || before == Keyword.OUTER);
    }

    private void using(int index) {
        Keyword inner = tokens.keyword(index + 2);
        boolean query = inner == Keyword.SELECT || inner == Keyword.WITH || inner == Keyword.VALUES;
        boolean target = has(USING) && (tokens.mark(index + 1) != '(' || query);
        set(EXPECT, target ? EXPECT | LIST : 0);
        if (target) {
            set(WRITE | COLUMNS | FROM_WRITES, 0);
        }
    }

    private void clause(Keyword word) {
        set(word == Keyword.ON || word == Keyword.ALL ? EXPECT : EXPECT | LIST, 0);
    }

    private boolean startsCommonTables(int index) {
        int name = tokens.keyword(index + 1) == Keyword.RECURSIVE ? index + 2 : index + 1;
        if (!tokens.isName(name) || tokens.mark(name + 1) == '(') {
            return tokens.isName(name);
        }
        // WITH ORDINALITY AS x is part of a FROM
        Keyword query = tokens.keyword(name + 2);
        boolean named = query == Keyword.NOT || query == Keyword.MATERIALIZED || tokens.mark(name + 2) == '(';
        return tokens.keyword(name + 1) == Keyword.AS && named;
    }

    /** Words between an operation and its target; they may be names as well. */
    private int modifier(int index, Keyword word) {
        if (!has(EXPECT)) {
            return index + 1;
        }
        if (word == Keyword.OR) {
            return index + 2;
        }
        Keyword before = tokens.keyword(index - 1);
        char mark = tokens.mark(index - 1);
        boolean relation = before == Keyword.FROM || before == Keyword.JOIN || mark == ',' || mark == '(';
        boolean ends = tokens.mark(index + 1) != 0;
        boolean more = switch (tokens.keyword(index + 1)) {
            case NONE, FROM, INTO, TABLE, IGNORE, QUICK, DELAYED, LOW_PRIORITY, HIGH_PRIORITY -> true;
            default -> false;
        };
        return relation || ends || !more ? name(index) : index + 1;
    }

    private int other(int index, Keyword word) {
        if (has(EXPECT | NAME)) {
            if (word != Keyword.SET) {
                return name(index);
            }
        } else if (!has(OPERATION | WITH)) {
            return statement(index, word);
        }
        if (word == Keyword.SET) {
            set(EXPECT | LIST | WRITE, 0);
        }
        return index + 1;
    }

    private int statement(int index, Keyword word) {
        switch (word) {
            case EXPLAIN, DESCRIBE, DESC -> {
                if (index == statementStart) {
                    output.append(tokens.text(index));
                }
                return index + 1;
            }
            case CREATE, ALTER, DROP, TRUNCATE, LOCK, RENAME -> {
                if (index != statementStart) {
                    return index + 1;
                }
                frames[depth] = OPERATION;
                return definitions.read(index, word);
            }
            case CALL, EXEC, EXECUTE -> {
                return definitions.call(index);
            }
            case COPY -> {
                if (index != statementStart) {
                    return index + 1;
                }
                operation(index, EXPECT | WRITE | COLUMNS);
                if (tokens.isName(index + 1)) {
                    name(index + 1);
                    return definitions.skipStatement(index);
                }
                return index + 1;
            }
            default -> {
                return index == statementStart ? definitions.words(index, word) : index + 1;
            }
        }
    }

    private int name(int index) {
        if (has(NAME)) {
            set(NAME, 0);
            commonTables.define(tokens.text(index), depth, has(RECURSIVE));
            return index + 1;
        }
        if (!has(EXPECT)) {
            return index == statementStart ? definitions.unknown(index) : index + 1;
        }
        int end = tokens.endOfName(index);
        set(EXPECT, 0);
        if (!has(WRITE) && (tokens.keyword(end) == Keyword.FROM || isChangedTable(end))) {
            return end + 1;
        }
        boolean function = tokens.mark(end) == '(' && !has(COLUMNS);
        if (function && has(WRITE)) {
            // UPDATE TOP (5) t
            set(0, EXPECT);
            return behindParenthesis(end);
        }
        boolean file = has(COLUMNS) && tokens.kind(end) == Tokenizer.STRING;
        if (tokens.firstCharacter(index) != '@' && !function && !file) {
            target(tokens.text(index, end), end);
        }
        return end;
    }

    private int behindParenthesis(int from) {
        int open = 0;
        for (int i = from; i < tokens.size(); i++) {
            open += tokens.mark(i) == '(' ? 1 : tokens.mark(i) == ')' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    /** FINAL TABLE (INSERT ...): behind a word comes what changes the table. */
    private boolean isChangedTable(int index) {
        return tokens.keyword(index) == Keyword.TABLE && tokens.mark(index + 1) == '(';
    }

    private void target(String name, int end) {
        if (has(WRITE) || !commonTables.contains(name)) {
            output.append(name);
            output.table(name, has(WRITE));
            lastTargetEnd = end;
        }
    }

    /** Some databases take a table's name in quotes of strings, right behind FROM or in a list of nothing but names. */
    private void quotedTarget(int index) {
        Keyword before = tokens.keyword(index - 1);
        boolean listed = tokens.mark(index - 1) == ',' && lastTargetEnd == index - 1;
        char quote = tokens.firstCharacter(index);
        if ((before == Keyword.FROM || listed) && (quote == '\'' || quote == '"')) {
            target(tokens.text(index), index + 1);
        }
    }
}
