package dev.covet.optimizer.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a {@link QueryShape} from the tokens of a text. */
final class ShapeReader {
    private static final Set<String> ESCAPES = Set.of("d", "t", "ts", "oj", "escape");

    private static final Set<Keyword> ENDS_CONDITIONS =
            EnumSet.of(Keyword.GROUP, Keyword.HAVING, Keyword.ORDER, Keyword.LIMIT, Keyword.OFFSET, Keyword.FETCH);

    private final String sql;
    private final Dialect dialect;
    private final Tokens tokens;
    private final Set<String> functions = new LinkedHashSet<>(4);
    private final Set<String> functionKeywords = new LinkedHashSet<>(4);
    private final Set<Clause> clauses = EnumSet.noneOf(Clause.class);
    private final Set<String> excluded = new LinkedHashSet<>(2);
    private final Set<String> wishes = new LinkedHashSet<>(2);
    private int[] parameters = new int[4];
    private int parameterCount;
    private int depth;
    private int selects;
    private int end;
    private int fromStart = -1;
    private int whereStart = -1;
    /** Relations of the outermost FROM; more than one if it has any parenthesis. */
    private int relations;

    private boolean usual;
    private boolean star;
    private boolean plainNames = true;
    private boolean regrouped;
    private boolean literals = true;
    /** Whether the outermost conditions are not just connected by AND. */
    private boolean alternatives;

    private final Map<Integer, String> equalColumns = new HashMap<>(4);
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
            Exclusions.read(sql, before, tokens.start(i), excluded, wishes);
            token(i);
            before = tokens.end(i);
        }
        Exclusions.read(sql, before, sql.length(), excluded, wishes);
        parameters = Arrays.copyOf(parameters, parameterCount);
        if (selects > 1) {
            clauses.add(Clause.SUBQUERY);
        }
        Keyword first = tokens.keyword(0);
        usual = first == Keyword.SELECT || first == Keyword.WITH;
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
        if (selects > 0 && fromStart < 0) {
            literals &= isLiteralList(index, mark);
        }
        if (fromStart >= 0 && whereStart < 0) {
            boolean joins = mark == ',' || mark == '(' || mark == '{' || Words.isJoin(tokens.keyword(index));
            relations += joins ? 1 : 0;
        }
        switch (tokens.kind(index)) {
            case Tokenizer.PARAMETER -> parameter(index);
            case Tokenizer.WORD -> word(index);
            case Tokenizer.PUNCTUATION -> punctuation(index, mark);
            case Tokenizer.QUOTED_IDENTIFIER -> plainNames &= isPlainName(index);
            case Tokenizer.END -> doubt("something in it does not end");
            default -> {}
        }
    }

    /** Whether the quotes hide no dot and no quote. */
    private boolean isPlainName(int index) {
        for (int i = tokens.start(index) + 1; i < tokens.end(index) - 1; i++) {
            if (".\"`[]'".indexOf(sql.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
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
        if (depth == 0 && whereStart >= 0 && tokens.mark(index - 1) == '=' && tokens.isName(index - 2)) {
            compared(index);
        }
    }

    /** A condition by itself: the name of a column, an equals sign, a parameter. */
    private void compared(int index) {
        int first = index - 2;
        while (tokens.mark(first - 1) == '.' && tokens.isName(first - 2)) {
            first -= 2;
        }
        Keyword before = tokens.keyword(first - 1);
        Keyword after = tokens.keyword(index + 1);
        boolean last = index + 1 == tokens.size() || tokens.mark(index + 1) == ';';
        if ((before == Keyword.WHERE || before == Keyword.AND)
                && (last || after == Keyword.AND || ENDS_CONDITIONS.contains(after))) {
            equalColumns.put(parameterCount, plain(tokens.text(index - 2)));
        }
    }

    private void punctuation(int index, char mark) {
        // The name of a variable may stand in quotes.
        add(Clause.USER_VARIABLE, dialect == Dialect.MYSQL && tokens.firstCharacter(index) == '@');
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
            case '|' -> alternatives |= depth == 0;
            case '*' -> star |= depth == 0 && fromStart < 0 && isStar(index);
            case 0 -> {
                if (dialect != Dialect.POSTGRESQL && sql.startsWith("??", tokens.start(index))) {
                    doubt("it has ??, which drivers read differently");
                }
            }
            default -> {}
        }
    }

    /** Whether a token can stand in a list of literals with names. */
    private boolean isLiteralList(int index, char mark) {
        int kind = tokens.kind(index);
        Keyword word = tokens.keyword(index);
        return kind == Tokenizer.NUMBER
                || kind == Tokenizer.STRING
                || mark == ','
                || word == Keyword.AS
                || word == Keyword.FROM
                || tokens.keyword(index - 1) == Keyword.AS;
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
            case "distinct" -> distinct(index, tokens.keyword(index + 1) != Keyword.FROM);
            case "distinctrow" -> distinct(index, true);
            case "group" -> group(tokens.keyword(index + 1) == Keyword.BY);
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

    private void distinct(int index, boolean present) {
        add(Clause.DISTINCT, present);
        regrouped |= depth == 0 && tokens.keyword(index - 1) == Keyword.SELECT;
    }

    private void group(boolean present) {
        add(Clause.GROUP_BY, present);
        regrouped |= depth == 0 && present;
    }

    private void outermost(int index, String word) {
        switch (word) {
            case "from" -> {
                if (fromStart < 0 && selects > 0 && tokens.keyword(index - 1) != Keyword.DISTINCT) {
                    fromStart = tokens.start(index);
                    relations = 1;
                }
            }
            case "where" -> whereStart = whereStart < 0 ? tokens.start(index) : whereStart;
            case "union", "except", "intersect", "minus" -> clauses.add(Clause.SET_OPERATION);
            case "or", "xor", "between", "case" -> alternatives = true;
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

    /** Whether it begins with SELECT or WITH. */
    boolean usual() {
        return usual;
    }

    int fromStart() {
        return fromStart;
    }

    int whereStart() {
        return whereStart;
    }

    boolean regrouped() {
        return regrouped || clauses.contains(Clause.SET_OPERATION);
    }

    boolean literals() {
        return literals && fromStart >= 0;
    }

    int relations() {
        return relations;
    }

    boolean plainNames() {
        return plainNames;
    }

    boolean star() {
        return star;
    }

    String equalColumn(int parameter) {
        return alternatives ? "" : equalColumns.getOrDefault(parameter, "");
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

    List<String> wishes() {
        return new ArrayList<>(wishes);
    }

    List<String> excluded() {
        return new ArrayList<>(excluded);
    }
}
