package dev.covet.instrumentation.drivers.mariadb;

import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.RowsInput;
import dev.covet.optimizer.engine.RowsOutput;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.util.VersionFactory;

/** Rows of MariaDB Connector/J as bytes: the protocol, what the server said of each column, then each row, all as the server sent it. */
final class MariaDbRowCodec implements RowCodec {
    private static final byte DRIVER = 'M';
    private static final byte FORM = 1;

    private final ResultInternals results;
    private final StatementInternals statements;
    private final DefinitionInternals definitions = new DefinitionInternals();
    private final String name;

    MariaDbRowCodec(ResultInternals results, StatementInternals statements) throws ReflectiveOperationException {
        this.results = results;
        this.statements = statements;
        this.name = "MariaDB Connector/J " + VersionFactory.getInstance().getVersion() + " " + FORM;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] encode(Rows rows) {
        if (!(rows instanceof MariaDbRows made) || made.columns() == 0) {
            return null;
        }
        MariaDbColumns columns = made.described();
        RowsOutput out = new RowsOutput(DRIVER, FORM, made.bytes());
        out.flag(made.isBinary()).integer(columns.count());
        for (int column = 0; column < columns.count(); column++) {
            byte[] definition = columns.definition(column);
            if (!DefinitionInternals.isWhole(definition)) {
                return null;
            }
            out.cell(definition);
        }
        out.integer(made.size());
        for (int row = 0; row < made.size(); row++) {
            out.cell(made.row(row));
        }
        return out.end();
    }

    @Override
    public @Nullable Rows decode(byte[] bytes) {
        return RowsInput.read(bytes, DRIVER, FORM, this::rows);
    }

    private Rows rows(RowsInput in) {
        boolean binary = in.flag();
        ColumnDecoder[] columns = new ColumnDecoder[in.count(Integer.BYTES)];
        RowsInput.require(columns.length > 0);
        for (int column = 0; column < columns.length; column++) {
            byte[] definition = in.content();
            RowsInput.require(DefinitionInternals.isWhole(definition));
            columns[column] = definitions.column(definition);
            // A type that the driver does not know is null.
            RowsInput.require(columns[column].getType() != null);
        }
        byte[][] rows = new byte[in.count(Integer.BYTES)][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = in.content();
        }
        MariaDbRows made = results.rows(columns, binary, rows, rows.length, statements);
        if (made == null || !made.areWhole()) {
            throw new IllegalArgumentException("no rows of these columns");
        }
        return made;
    }
}
