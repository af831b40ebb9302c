package dev.covet.optimizer.sql;

/** Summaries of statements that have one target: definitions, calls, settings. Each method says where to go on. */
final class Definitions {
    /** CREATE OR REPLACE GLOBAL TEMPORARY TABLE. */
    private static final int FARTHEST_TYPE = 6;

    private final Tokens tokens;
    private final SummaryOutput output;

    Definitions(Tokens tokens, SummaryOutput output) {
        this.tokens = tokens;
        this.output = output;
    }

    int read(int index, Keyword operation) {
        output.append(tokens.text(index));
        int type = index + 1;
        boolean found = isType(tokens.keyword(type));
        boolean needsType = operation != Keyword.TRUNCATE && operation != Keyword.LOCK;
        while (!found && needsType && type < index + FARTHEST_TYPE && tokens.kind(type) == Tokenizer.WORD) {
            type++;
            found = isType(tokens.keyword(type));
        }
        if (!found && needsType) {
            return skipStatement(index);
        }
        Keyword typeWord = found ? tokens.keyword(type) : Keyword.TABLE;
        if (found) {
            output.append(tokens.text(type));
        }
        return named(found ? type + 1 : index + 1, operation, typeWord);
    }

    private int named(int from, Keyword operation, Keyword type) {
        int name = from;
        while (isModifier(tokens.keyword(name))) {
            name++;
        }
        if (tokens.keyword(name) == Keyword.ON) {
            indexed(name);
            return skipStatement(name);
        }
        if (!tokens.isName(name)) {
            return skipStatement(name);
        }
        boolean relation = type == Keyword.TABLE || type == Keyword.TABLES || type == Keyword.VIEW;
        int end = target(name, relation);
        switch (operation) {
            case LOCK, RENAME -> end = others(end, operation);
            case ALTER -> {
                if (relation) {
                    renamed(end);
                }
            }
            case CREATE -> {}
            default -> {
                while (tokens.mark(end) == ',' && tokens.isName(end + 1)) {
                    end = target(end + 1, relation);
                }
            }
        }
        if (type == Keyword.INDEX) {
            indexed(end);
        }
        if (operation == Keyword.CREATE && relation) {
            return end;
        }
        return operation == Keyword.CREATE && isRoutine(type) ? tokens.size() : skipStatement(end);
    }

    /** LOCK TABLES a AS x READ, b WRITE; RENAME TABLE a TO b, c TO d. */
    private int others(int from, Keyword operation) {
        int index = from;
        while (index < tokens.size() && tokens.mark(index) != ';') {
            boolean next =
                    tokens.mark(index) == ',' || (operation == Keyword.RENAME && tokens.keyword(index) == Keyword.TO);
            index = next && tokens.isName(index + 1) ? target(index + 1, true) : index + 1;
        }
        return index;
    }

    /** ALTER TABLE a RENAME TO b. */
    private void renamed(int from) {
        if (tokens.keyword(from) == Keyword.RENAME
                && tokens.keyword(from + 1) == Keyword.TO
                && tokens.isName(from + 2)) {
            output.table(tokens.text(from + 2, tokens.endOfName(from + 2)), true);
        }
    }

    private int target(int name, boolean relation) {
        int end = tokens.endOfName(name);
        String text = tokens.text(name, end);
        output.append(text);
        if (relation) {
            output.table(text, true);
        }
        return end;
    }

    /** The table behind ON. */
    private void indexed(int from) {
        for (int i = from; i < from + 4; i++) {
            if (tokens.keyword(i) == Keyword.ON) {
                int table = tokens.keyword(i + 1) == Keyword.ONLY ? i + 2 : i + 1;
                if (tokens.isName(table)) {
                    output.table(tokens.text(table, tokens.endOfName(table)), true);
                }
                return;
            }
        }
    }

    private static boolean isType(Keyword word) {
        return switch (word) {
            case TABLE,
                    TABLES,
                    INDEX,
                    VIEW,
                    SEQUENCE,
                    DATABASE,
                    SCHEMA,
                    FUNCTION,
                    PROCEDURE,
                    TRIGGER,
                    TYPE,
                    EXTENSION,
                    USER,
                    ROLE,
                    DOMAIN,
                    EVENT,
                    PACKAGE -> true;
            default -> false;
        };
    }

    private static boolean isRoutine(Keyword word) {
        return switch (word) {
            case FUNCTION, PROCEDURE, TRIGGER, PACKAGE, EVENT, TYPE -> true;
            default -> false;
        };
    }

    private static boolean isModifier(Keyword word) {
        return switch (word) {
            case IF, NOT, EXISTS, ONLY, CONCURRENTLY -> true;
            default -> false;
        };
    }

    int call(int index) {
        char before = tokens.mark(index - 1);
        boolean escape = before == '{' || before == '=';
        output.append(escape ? Keyword.CALL.name() : tokens.text(index));
        int name = index + 1;
        if (tokens.isName(name) && tokens.keyword(name) != Keyword.IMMEDIATE && tokens.firstCharacter(name) != '@') {
            String text = tokens.text(name, tokens.endOfName(name));
            output.append(text);
            output.procedure(text);
        }
        return skipStatement(name);
    }

    /** Statements that are known by their first words alone. */
    int words(int index, Keyword word) {
        output.append(tokens.text(index));
        if (word == Keyword.START && tokens.keyword(index + 1) == Keyword.TRANSACTION) {
            output.append(tokens.text(index + 1));
        }
        if (word == Keyword.LOAD) {
            loaded(index);
        }
        return skipStatement(index);
    }

    /** LOAD DATA ... INTO TABLE t. */
    private void loaded(int from) {
        for (int i = from; i < tokens.size() && tokens.mark(i) != ';'; i++) {
            if (tokens.keyword(i) == Keyword.INTO && tokens.keyword(i + 1) == Keyword.TABLE && tokens.isName(i + 2)) {
                target(i + 2, true);
                return;
            }
        }
    }

    /** A first word nobody knows, such as VACUUM; it may not be SQL at all. */
    int unknown(int index) {
        if (tokens.kind(index) == Tokenizer.WORD) {
            output.append(tokens.text(index));
        }
        return skipStatement(index);
    }

    int skipStatement(int from) {
        int index = from;
        while (index < tokens.size() && tokens.mark(index) != ';') {
            index++;
        }
        return index;
    }
}
