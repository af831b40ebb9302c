package dev.covet.benchmarks.turns;

import dev.covet.fixtures.process.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Applications that run side by side, of which each does something only when it is told to. */
public final class Turns implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300_000;
    private static final int LINES_SHOWN = 20;

    private final List<ForkedJvm> applications = new ArrayList<>();
    private final List<Player> players = new ArrayList<>();

    /** Starts so many; each is given the port at which it is to report. */
    public Turns(int count, Starter starter) {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < count; i++) {
                applications.add(starter.start(i, port.getLocalPort()));
                players.add(new Player(port.accept()));
            }
        } catch (IOException failure) {
            close();
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts one of them. */
    public interface Starter {
        ForkedJvm start(int number, int port);
    }

    /** Nanoseconds: by the clock, and of processors. */
    public record Took(long elapsed, long processor) {}

    /** One of them does something while the others wait. Returns what that took. */
    public Took tell(int number, String command) {
        players.get(number).send(command);
        return answer(number);
    }

    /** All do something at once. */
    public List<Took> tellAll(IntFunction<String> command) {
        for (int i = 0; i < players.size(); i++) {
            players.get(i).send(command.apply(i));
        }
        return IntStream.range(0, players.size()).mapToObj(this::answer).toList();
    }

    private Took answer(int number) {
        Took took = players.get(number).answer();
        if (took == null) {
            List<String> said = applications.get(number).errors();
            throw new IllegalStateException("An application has ended before its turn. It said:\n"
                    + String.join("\n", said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size())));
        }
        return took;
    }

    @Override
    public void close() {
        players.forEach(Player::close);
        applications.forEach(ForkedJvm::close);
    }

    private static final class Player implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Player(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void send(String command) {
            try {
                OutputStream commands = socket.getOutputStream();
                commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
                commands.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Null if it has ended. */
        @Nullable Took answer() {
            try {
                String line = answers.readLine();
                if (line == null) {
                    return null;
                }
                int space = line.indexOf(' ');
                return new Took(Long.parseLong(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
