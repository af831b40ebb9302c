package dev.covet.optimizer.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a {@link QueryShape} from the tokens of a text. */
final class ShapeReader {
    private static final Set<String> ESCAPES = Set.of("d", "t", "ts", "oj", "escape");

    private final String sql;
    private final Dialect dialect;
    private final Tokens tokens;
    private final Set<String> functions = new LinkedHashSet<>(4);
    private final Set<String> functionKeywords = new LinkedHashSet<>(4);
    private final Set<Clause> clauses = EnumSet.noneOf(Clause.class);
    private final Set<String> excluded = new LinkedHashSet<>(2);
    private int[] parameters = new int[4];
    private int parameterCount;
    private int depth;
    private int selects;
    private int end;
    private int fromStart = -1;
    private int whereStart = -1;
    private boolean star;
    private String doubt = "";

    private ShapeReader(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.tokens = Tokens.of(sql, dialect);
    }

    static ShapeReader of(String sql, Dialect dialect) {
        ShapeReader reader = new ShapeReader(sql, dialect);
        reader.read();
        return reader;
    }

    private void read() {
        int before = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Exclusions.read(sql, before, tokens.start(i), excluded);
            token(i);
            before = tokens.end(i);
        }
        Exclusions.read(sql, before, sql.length(), excluded);
        parameters = Arrays.copyOf(parameters, parameterCount);
        if (selects > 1) {
            clauses.add(Clause.SUBQUERY);
        }
        Keyword first = tokens.keyword(0);
        if (first != Keyword.SELECT && first != Keyword.WITH) {
            doubt("it does not begin with SELECT or WITH");
        }
        if (depth != 0 || !tokens.complete()) {
            doubt("its parentheses do not match");
        }
    }

    private void doubt(String reason) {
        if (doubt.isEmpty()) {
            doubt = reason;
        }
    }

    private void token(int index) {
        char mark = tokens.mark(index);
        if (mark != ';') {
            end = tokens.end(index);
        }
        switch (tokens.kind(index)) {
            case Tokenizer.PARAMETER -> parameter(index);
            case Tokenizer.WORD -> word(index);
            case Tokenizer.PUNCTUATION -> punctuation(index, mark);
            case Tokenizer.END -> doubt("something in it does not end");
            default -> {}
        }
    }

    private void parameter(int index) {
        if (tokens.firstCharacter(index) != '?') {
            doubt("it has " + tokens.text(index) + ", which is no parameter of JDBC");
            return;
        }
        if (parameterCount == parameters.length) {
            parameters = Arrays.copyOf(parameters, parameterCount * 2);
        }
        parameters[parameterCount++] = tokens.start(index);
    }

    private void punctuation(int index, char mark) {
        switch (mark) {
            case '(' -> {
                function(index);
                depth++;
            }
            case '{' -> {
                String escape = lower(index + 1);
                if (!ESCAPES.contains(escape)) {
                    doubt("it has the JDBC escape {" + escape);
                }
                depth++;
            }
            case ')', '}' -> {
                depth--;
                if (depth < 0) {
                    doubt("its parentheses do not match");
                }
            }
            case '*' -> star |= depth == 0 && fromStart < 0 && isStar(index);
            case 0 -> {
                if (dialect != Dialect.POSTGRESQL && sql.startsWith("??", tokens.start(index))) {
                    doubt("it has ??, which drivers read differently");
                }
            }
            default -> {}
        }
    }

    /** A star that is no multiplication. */
    private boolean isStar(int index) {
        char before = tokens.mark(index - 1);
        return before == ','
                || before == '.'
                || tokens.keyword(index - 1) == Keyword.SELECT
                || tokens.mark(index + 1) == ','
                || tokens.keyword(index + 1) == Keyword.FROM;
    }

    /** A name before a parenthesis. */
    private void function(int open) {
        int last = open - 1;
        boolean quoted = tokens.kind(last) == Tokenizer.QUOTED_IDENTIFIER
                || (tokens.kind(last) == Tokenizer.STRING && tokens.firstCharacter(last) == '"');
        if (!quoted && tokens.kind(last) != Tokenizer.WORD) {
            return;
        }
        int first = last;
        while (tokens.mark(first - 1) == '.' && tokens.isName(first - 2)) {
            first -= 2;
        }
        if (!quoted && first == last && Words.isBeforeParenthesis(lower(last))) {
            return;
        }
        if (isAliasOrType(first - 1)) {
            return;
        }
        StringBuilder name = new StringBuilder();
        for (int i = first; i <= last; i++) {
            name.append(plain(tokens.text(i)));
        }
        functions.add(name.toString());
        if (Words.isAggregate(plain(tokens.text(last)))) {
            clauses.add(Clause.AGGREGATE);
        }
    }

    /** A name behind AS or a cast, or the name WITH defines, is not called. */
    private boolean isAliasOrType(int before) {
        if (tokens.kind(before) == Tokenizer.PUNCTUATION) {
            return sql.startsWith("::", tokens.start(before));
        }
        Keyword word = tokens.keyword(before);
        return word == Keyword.AS || (before <= 1 && (word == Keyword.WITH || word == Keyword.RECURSIVE));
    }

    private static String plain(String name) {
        char quote = name.charAt(0);
        boolean quoted = name.length() > 1 && (quote == '"' || quote == '`');
        String inner = quoted ? name.substring(1, name.length() - 1).replace("" + quote + quote, "" + quote) : name;
        return inner.toLowerCase(Locale.ROOT);
    }

    private void word(int index) {
        if (tokens.mark(index - 1) == '.') {
            return;
        }
        String word = lower(index);
        if (word.startsWith("@")) {
            clauses.add(Clause.USER_VARIABLE);
        }
        if (Words.isFunctionKeyword(word, dialect)) {
            functionKeywords.add(word);
        }
        anywhere(index, word);
        if (depth == 0) {
            outermost(index, word);
        }
    }

    private void anywhere(int index, String word) {
        switch (word) {
            case "select", "values", "table" -> selects++;
            case "union", "except", "intersect", "minus" -> clauses.add(Clause.SET_OPERATION);
            case "distinct" -> add(Clause.DISTINCT, tokens.keyword(index + 1) != Keyword.FROM);
            case "distinctrow" -> clauses.add(Clause.DISTINCT);
            case "group" -> add(Clause.GROUP_BY, tokens.keyword(index + 1) == Keyword.BY);
            case "having" -> clauses.add(Clause.HAVING);
            case "over", "window" -> clauses.add(Clause.WINDOW);
            case "with" -> add(Clause.WITH, !Words.isAfterWith(lower(index + 1)));
            case "tablesample" -> clauses.add(Clause.TABLESAMPLE);
            case "into" -> clauses.add(Clause.INTO);
            case "for" -> add(Clause.LOCKING, Words.isLock(lower(index + 1)));
            case "lock" -> add(Clause.LOCKING, tokens.keyword(index + 1) == Keyword.IN);
            default -> {}
        }
    }

    private void outermost(int index, String word) {
        switch (word) {
            case "from" -> {
                if (fromStart < 0 && selects > 0 && tokens.keyword(index - 1) != Keyword.DISTINCT) {
                    fromStart = tokens.start(index);
                }
            }
            case "where" -> whereStart = whereStart < 0 ? tokens.start(index) : whereStart;
            case "order" -> add(Clause.ORDER_BY, tokens.keyword(index + 1) == Keyword.BY);
            case "limit" -> clauses.add(Clause.LIMIT);
            case "offset" -> clauses.add(Clause.OFFSET);
            case "fetch" -> clauses.add(Clause.FETCH);
            default -> {}
        }
    }

    private void add(Clause clause, boolean present) {
        if (present) {
            clauses.add(clause);
        }
    }

    private String lower(int index) {
        return tokens.kind(index) == Tokenizer.WORD ? tokens.text(index).toLowerCase(Locale.ROOT) : "";
    }

    int[] parameters() {
        return parameters;
    }

    int end() {
        return end;
    }

    int fromStart() {
        return fromStart;
    }

    int whereStart() {
        return whereStart;
    }

    boolean star() {
        return star;
    }

    String doubt() {
        return doubt;
    }

    List<String> functions() {
        return List.copyOf(functions);
    }

    List<String> functionKeywords() {
        return List.copyOf(functionKeywords);
    }

    Set<Clause> clauses() {
        return Collections.unmodifiableSet(clauses);
    }

    List<String> excluded() {
        return new ArrayList<>(excluded);
    }
}
