package dev.covet.instrumentation.drivers.mariadb;

import java.io.InputStream;
import java.sql.SQLException;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Reader;
import org.mariadb.jdbc.client.util.MutableByte;

/**
 * A reader of a connection at which nothing but the end of a result arrives: the driver makes results from readers only.
 * Has no state, so one serves all. For versions in which a reader is a class.
 */
final class EndOfRows extends Reader {
    /** Without status and warnings, in the old protocol and in the newer one. */
    private static final byte[] PACKET = {(byte) 0xFE, 0, 0, 0, 0, 0, 0};

    EndOfRows() throws SQLException {
        super(InputStream.nullInputStream(), Configuration.parse("jdbc:mariadb://localhost/"), new MutableByte());
    }

    @Override
    public byte[] readPacket(boolean traced) {
        return PACKET;
    }

    @Override
    public ReadableByteBuf readableBufFromArray(byte[] packet) {
        return new ReadableByteBuf(packet);
    }
}
