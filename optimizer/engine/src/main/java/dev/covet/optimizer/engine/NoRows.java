package dev.covet.optimizer.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** No rows can be had, for one reason. */
record NoRows(String reason) implements DriverRows {
    @Override
    public @Nullable Rows of(ResultSet made) {
        return null;
    }

    /** Some drivers give a result only once. */
    @Override
    public @Nullable ResultSet result(Statement executed) {
        return null;
    }

    @Override
    public @Nullable Rows window(ResultSet made) {
        return null;
    }

    @Override
    public String refusal(Statement statement) {
        return reason;
    }

    @Override
    public int parameterType(PreparedStatement statement, int position) {
        return 0;
    }

    @Override
    public boolean alike(PreparedStatement single, PreparedStatement batch) {
        return false;
    }
}
