package dev.covet.optimizer.engine;

import java.sql.SQLException;
import java.sql.Statement;

/** A database server that can execute a statement in place of the one the application is connected to. */
public interface Node {
    /**
     * A statement on this node that has the same text, parameters and settings as the application's. The caller executes
     * it once; the node decides when it is closed.
     */
    Statement twin(StatementCall call, Statement original) throws SQLException;
}
