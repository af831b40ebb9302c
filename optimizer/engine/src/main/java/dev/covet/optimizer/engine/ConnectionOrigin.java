package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.change.ChangeSource;
import org.jspecify.annotations.Nullable;

/** Who has opened a connection, with what, and where it leads. */
abstract class ConnectionOrigin {
    private ChangeSource changeSource = ChangeSource.NONE;
    private ServerAccess servers = ServerAccess.NONE;
    private boolean ours;
    private DriverIdentity driver = DriverIdentity.UNKNOWN;
    private DriverRows rows = DriverRows.NONE;
    private volatile @Nullable String poolName;
    private volatile @Nullable String peerHost;
    private volatile int peerPort;
    private long serverProcess;
    private volatile Lender lender = Lender.NONE;

    /** How to reach other servers; said once, before the first statement. */
    public ServerAccess servers() {
        return servers;
    }

    public void servers(ServerAccess known) {
        servers = known;
    }

    /** How to follow the changes of its database; said once, before the first statement. */
    public ChangeSource changeSource() {
        return changeSource;
    }

    public void changeSource(ChangeSource known) {
        changeSource = known;
    }

    /** Said once, at first. */
    public DriverIdentity driver() {
        return driver;
    }

    public void driver(DriverIdentity known) {
        driver = known;
    }

    /** Whether Covet has opened it for statements of its own. */
    public boolean ours() {
        return ours;
    }

    public void byUs() {
        ours = true;
    }

    /** What can be done with the rows of its driver; said once, before the first statement. */
    public DriverRows rows() {
        return rows;
    }

    public void rows(DriverRows known) {
        rows = known;
    }

    /** The pool that holds the connection, if one has said so. */
    public @Nullable String poolName() {
        return poolName;
    }

    public void poolName(String name) {
        poolName = name;
    }

    /** Who has lent it to the application. */
    public Lender lender() {
        return lender;
    }

    public void lender(Lender known) {
        lender = known;
    }

    /** The server it is connected to, which may be another than the URL names; null if the driver does not tell. */
    public @Nullable String peerHost() {
        return peerHost;
    }

    public int peerPort() {
        return peerPort;
    }

    /** The server's process for it, as the driver was told; 0 if it does not tell. Said once, before the first statement. */
    public long serverProcess() {
        return serverProcess;
    }

    public void serverProcess(long number) {
        serverProcess = number;
    }

    public void peer(String host, int port) {
        peerPort = port;
        peerHost = host;
    }
}
