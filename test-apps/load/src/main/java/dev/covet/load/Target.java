package dev.covet.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server that is driven: a plain http address, on this machine unless remote ones are allowed. */
record Target(URI address) {
    /** Names are compared, not resolved: what a name server answers must not decide who gets the load. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]", Pattern.CASE_INSENSITIVE);

    private static final int HTTP_PORT = 80;
    private static final int LAST_PORT = 65_535;

    /** Throws IllegalArgumentException with what is wrong and what is expected. */
    static Target of(URI address, boolean allowRemote) {
        String host = address.getHost();
        if (!"http".equals(lowerCase(address.getScheme())) || host == null) {
            throw new IllegalArgumentException(
                    "the target must be an http URL such as http://localhost:8080, not " + address);
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the target on host " + host + " must not name a user");
        }
        if (address.getPort() == 0 || address.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("the port of " + address + " must be 1 to " + LAST_PORT);
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("the target " + address + " must be host, port and path, nothing else");
        }
        if (!allowRemote && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException("the target " + address + " is not on this machine, and load on a wrong"
                    + " host is an accident; use localhost, or --allow-remote if you may load " + host);
        }
        return new Target(withoutLastSlash(address));
    }

    URI resolve(String path) {
        return URI.create(address + path);
    }

    /** Connects once, so that a target that does not run is one message and not a report full of errors. */
    void requireReachable(Duration timeout) throws LoadProblem {
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
        } catch (IOException failure) {
            String message = "cannot reach " + address + ": " + failure.getMessage()
                    + ". Start the application, or correct host and port in --url.";
            throw new LoadProblem(message, failure);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private static URI withoutLastSlash(URI address) {
        return URI.create(address.toString().replaceAll("/+$", ""));
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
