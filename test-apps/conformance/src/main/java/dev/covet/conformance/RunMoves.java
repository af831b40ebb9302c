package dev.covet.conformance;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** Binds parameters and runs statements, alone and in batches, and takes their results. */
final class RunMoves {
    private final Draft draft;
    private final Choice choice;
    private final StatementMoves statements;

    RunMoves(Draft draft, StatementMoves statements) {
        this.draft = draft;
        this.choice = draft.choice();
        this.statements = statements;
    }

    void move() {
        Slot statement = draft.open(Statement.class);
        if (statement == null) {
            statements.create();
            return;
        }
        if (choice.percent(15) && draft.allows(statement, "addBatch")) {
            batch(statement);
        } else if (PreparedStatement.class.isAssignableFrom(statement.type())) {
            prepared(statement);
        } else {
            plain(statement);
        }
    }

    private void plain(Slot statement) {
        Template template = choice.of(plain());
        statement.runs(template);
        run(
                statement,
                template,
                template.kind() == Template.Kind.UPDATE && choice.percent(40)
                        ? new Value[] {Value.of(template.sql()), statements.keys()}
                        : new Value[] {Value.of(template.sql())});
    }

    private void prepared(Slot statement) {
        Template template = statement.template();
        if (template != null) {
            bind(statement, template);
            run(statement, template);
        }
    }

    void bind(Slot statement, Template template) {
        boolean callable = CallableStatement.class == statement.type();
        int shift = callable && template.sql().startsWith("{?") ? 1 : 0;
        if (shift == 1) {
            draft.call(
                    statement,
                    "registerOutParameter",
                    Value.of(1),
                    Value.of(choice.of(java.sql.Types.INTEGER, java.sql.Types.OTHER, java.sql.Types.INTEGER)));
        }
        if (callable && template.sql().contains("both")) {
            draft.call(statement, "registerOutParameter", Value.of(2), Value.of(java.sql.Types.INTEGER));
            draft.call(statement, "registerOutParameter", Value.of(3), Value.of(java.sql.Types.VARCHAR));
        }
        List<Category> parameters = template.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1 + shift, parameters.get(i));
        }
    }

    private void bind(Slot statement, int index, Category category) {
        if (choice.percent(8)) {
            draft.call(statement, "setNull", Value.of(index), Value.of(Samples.typeCode(category)));
        } else if (choice.percent(8)) {
            draft.call(
                    statement,
                    "setObject",
                    Value.of(index),
                    Samples.fitting(category, choice),
                    Value.of(Samples.typeCode(category)));
        } else {
            draft.call(statement, Samples.setter(category, choice), Value.of(index), Samples.fitting(category, choice));
        }
    }

    private void run(Slot statement, Template template, Value... sql) {
        switch (template.kind()) {
            case QUERY -> query(statement, sql);
            case UPDATE, DEFINITION -> update(statement, sql);
            case CALL, SEVERAL -> several(statement, sql);
            case BROKEN -> {
                draft.call(statement, choice.of("execute", "executeQuery", "executeUpdate"), sql);
                draft.call(statement, choice.of("getResultSet", "getUpdateCount", "getWarnings", "isClosed"));
            }
        }
    }

    private void query(Slot statement, Value... sql) {
        Slot rows;
        if (choice.percent(70)) {
            rows = draft.assign(ResultSet.class, statement, "executeQuery", sql);
        } else {
            draft.call(statement, "execute", sql);
            rows = draft.assign(ResultSet.class, statement, "getResultSet");
            if (choice.percent(40)) {
                draft.call(statement, "getResultSet");
            }
        }
        rows.runs(statement.template());
        rows.modeOf(statement);
        if (choice.percent(25)) {
            draft.call(rows, "getStatement");
        }
        if (choice.percent(20)) {
            draft.call(statement, "getWarnings");
        }
    }

    private void update(Slot statement, Value... sql) {
        String method = choice.of("executeUpdate", "executeUpdate", "executeLargeUpdate", "execute");
        draft.call(statement, method, sql);
        if (method.equals("execute") || choice.percent(30)) {
            draft.call(statement, choice.of("getUpdateCount", "getLargeUpdateCount"));
        }
        if (choice.percent(50)) {
            keys(statement);
        }
        if (choice.percent(20)) {
            draft.call(statement, choice.of("getWarnings", "getMoreResults", "clearWarnings"));
        }
    }

    private void keys(Slot statement) {
        if (choice.percent(50)) {
            draft.call(statement, "getGeneratedKeys");
        } else {
            Slot keys = draft.assign(ResultSet.class, statement, "getGeneratedKeys");
            keys.runs(new Template(Template.Kind.QUERY, "", List.of(), List.of(new Column("id", Category.INTEGER))));
        }
    }

    private void several(Slot statement, Value... sql) {
        draft.call(statement, "execute", sql);
        if (statement.type() == CallableStatement.class) {
            draft.call(
                    statement,
                    choice.of("getInt", "getString", "getObject", "getBigDecimal"),
                    Value.of(choice.between(1, 3)));
            draft.call(statement, "wasNull");
        }
        int results = choice.between(1, 4);
        for (int i = 0; i < results; i++) {
            Slot rows = draft.assign(ResultSet.class, statement, "getResultSet");
            if (choice.percent(60)) {
                draft.call(rows, "next");
                draft.call(rows, "getString", Value.of(1));
            }
            draft.call(statement, choice.of("getUpdateCount", "getLargeUpdateCount"));
            if (choice.percent(50)) {
                draft.call(statement, "getMoreResults");
            } else {
                draft.call(
                        statement,
                        "getMoreResults",
                        Value.of(choice.of(
                                Statement.CLOSE_CURRENT_RESULT,
                                Statement.KEEP_CURRENT_RESULT,
                                Statement.CLOSE_ALL_RESULTS)));
                draft.call(rows, "isClosed");
            }
        }
    }

    private void batch(Slot statement) {
        int size = choice.between(1, 4);
        Template template = statement.template();
        boolean prepared = PreparedStatement.class.isAssignableFrom(statement.type());
        for (int i = 0; i < size; i++) {
            if (prepared && template != null) {
                bind(statement, template);
                draft.call(statement, "addBatch");
            } else {
                draft.call(statement, "addBatch", Value.of(batchable().sql()));
            }
        }
        if (choice.percent(10)) {
            draft.call(statement, "clearBatch");
        }
        draft.call(statement, choice.of("executeBatch", "executeBatch", "executeLargeBatch"));
        if (choice.percent(40)) {
            draft.call(statement, choice.of("getGeneratedKeys", "getUpdateCount", "getWarnings"));
        }
    }

    private Template batchable() {
        Template.Kind kind = choice.percent(85) ? Template.Kind.UPDATE : Template.Kind.BROKEN;
        List<Template> fitting = draft.dialect().templates(kind).stream()
                .filter(Template::isPlain)
                .toList();
        return choice.of(fitting.isEmpty() ? plain() : fitting);
    }

    private List<Template> plain() {
        return draft.dialect().templates().stream().filter(Template::isPlain).toList();
    }
}
