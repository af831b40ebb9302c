package dev.covet.conformance;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.List;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.WebRowSet;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** The types whose objects a program can hold in a variable. */
final class JdbcTypes {
    /** A subtype before its supertype. */
    private static final List<Class<?>> ALL = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            Connection.class,
            WebRowSet.class,
            CachedRowSet.class,
            JdbcRowSet.class,
            ResultSet.class,
            DataSource.class,
            ConnectionPoolDataSource.class,
            XADataSource.class,
            XAConnection.class,
            PooledConnection.class,
            XAResource.class,
            Journal.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Savepoint.class,
            NClob.class,
            Clob.class,
            Blob.class,
            Array.class,
            Struct.class,
            SQLXML.class,
            RowId.class,
            Ref.class,
            InputStream.class,
            OutputStream.class,
            Reader.class,
            Writer.class);

    private JdbcTypes() {}

    static boolean isVariable(Class<?> type) {
        return ALL.contains(type);
    }

    /** Descriptions. Some drivers return the statement or result itself as its description; that is no promise. */
    static boolean describes(Class<?> type) {
        return type == ResultSetMetaData.class || type == ParameterMetaData.class;
    }

    /** The type under which a program holds what a method has returned, or null if it is a plain value. */
    static @Nullable Class<?> of(Object value, Class<?> declared) {
        if (isVariable(declared)) {
            return declared;
        }
        return ALL.stream().filter(type -> type.isInstance(value)).findFirst().orElse(null);
    }
}
