package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * In what form an execution would get its rows.
 *
 * @param binary the format of the driver's rows
 * @param mostRows of {@link java.sql.Statement#setMaxRows}
 */
public record Form(boolean binary, int mostRows) {
    /** Null if this execution has to be sent, or its statement cannot give rows that were kept. */
    public static @Nullable Form of(StatementCall call) {
        ConnectionSession session = call.session();
        if (!(call.statement() instanceof PreparedStatement single)
                || session.rows().refusal(single) != null) {
            return null;
        }
        RowFormat format = session.rows().format(single);
        if (!format.lasts()) {
            return null;
        }
        try {
            // What a transaction sees that began where nobody here saw it, nobody knows.
            boolean unseen = !session.transaction().active() && session.rows().inTransaction(single);
            return unseen ? null : new Form(format.binary(), single.getMaxRows());
        } catch (SQLException closed) {
            return null;
        }
    }
}
