package dev.covet.benchmarks.turns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Obeys who has started this JVM, one line at a time. */
public final class Commands {
    private Commands() {}

    /** What a command does and answers. */
    public interface Obeying {
        String obey(String command, long count) throws Exception;
    }

    /** Until the other side closes. Each command is a word and a number. */
    public static void obey(int port, Obeying obeying) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            BufferedReader commands =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                int space = line.indexOf(' ');
                String answer = obeying.obey(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
                answer(socket.getOutputStream(), answer);
            }
        }
    }

    private static void answer(OutputStream answers, String answer) throws IOException {
        answers.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        answers.flush();
    }
}
