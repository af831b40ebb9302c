package dev.covet.optimizer.features.cache.shared;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is and how to log in.
 *
 * @param user empty for the usual one
 * @param password empty for none
 */
record RedisAddress(boolean encrypted, String host, int port, int database, String user, String password) {
    private static final int USUAL = 6379;
    private static final int LARGEST_PORT = 65_535;

    /** Null if it is no such address. What was given is not repeated anywhere: it may have a password in it. */
    static @Nullable RedisAddress parse(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean encrypted = "rediss".equals(uri.getScheme());
            if (uri.getHost() == null || (!encrypted && !"redis".equals(uri.getScheme()))) {
                return null;
            }
            String path = uri.getPath() == null ? "" : uri.getPath();
            int database = path.length() > 1 ? Integer.parseUnsignedInt(path, 1, path.length(), 10) : 0;
            String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            int colon = login.indexOf(':');
            String user = colon < 0 ? "" : login.substring(0, colon);
            int port = uri.getPort() == -1 ? USUAL : uri.getPort();
            if (port < 1 || port > LARGEST_PORT || database < 0) {
                return null;
            }
            return new RedisAddress(encrypted, uri.getHost(), port, database, user, login.substring(colon + 1));
        } catch (URISyntaxException | NumberFormatException wrong) {
            return null;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ':' + port + '/' + database;
    }
}
