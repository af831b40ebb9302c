package dev.covet.plain.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an exchange of the JDK's server into a request, and the response into bytes. */
final class Exchanges {
    private static final int LARGEST_BODY = 5 * 1024 * 1024;

    private final Routes routes;
    private final ProblemTable problems;

    Exchanges(Routes routes, ProblemTable problems) {
        this.routes = routes;
        this.problems = problems;
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            LazyOutput output = new LazyOutput(exchange);
            try {
                send(output, respond(exchange));
            } catch (IOException | SQLException | RuntimeException failure) {
                // Once bytes are out it is too late for an error answer: the missing rest tells the caller.
                if (!output.started()) {
                    sendProblem(output, problems.answerTo(failure));
                }
            }
        }
    }

    private static void sendProblem(LazyOutput output, Response problem) throws IOException {
        try {
            send(output, problem);
        } catch (SQLException failure) {
            throw new IOException("the answer to a failure must not need the database", failure);
        }
    }

    private Response respond(HttpExchange exchange) throws IOException, SQLException {
        Routes.Match match = routes.find(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            // The rest is not read, so the next request on this connection would find it closed.
            exchange.getResponseHeaders().set("Connection", "close");
            throw new HttpProblem(413, "the body is larger than " + LARGEST_BODY + " bytes");
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return match.handler().answer(new Request(match.variables(), query, body));
    }

    private static void send(LazyOutput output, Response response) throws IOException, SQLException {
        output.prepare(response);
        response.body().writeTo(output);
        output.close();
    }

    private static Map<String, String> query(@Nullable String rawQuery) {
        Map<String, String> query = new HashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException exception) {
            throw HttpProblem.badRequest("the query has a % that is not followed by two hexadecimal digits");
        }
    }

    /** Sends status and headers with the first byte, so that a failure before it can still become an error answer. */
    private static final class LazyOutput extends OutputStream {
        private final HttpExchange exchange;
        private @Nullable Response response;
        private @Nullable OutputStream body;

        LazyOutput(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void prepare(Response next) {
            response = next;
        }

        boolean started() {
            return body != null;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            start().write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            start().close();
        }

        private OutputStream start() throws IOException {
            OutputStream started = body;
            if (started == null) {
                Response sent = response;
                if (sent == null) {
                    throw new IllegalStateException("no response was prepared");
                }
                sent.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(sent.status(), lengthForServer(sent.length()));
                started = exchange.getResponseBody();
                body = started;
            }
            return started;
        }

        /** The server's own numbers: 0 means chunks, -1 means no body. */
        private static long lengthForServer(long length) {
            return length == Response.UNKNOWN_LENGTH ? 0 : length == 0 ? -1 : length;
        }
    }
}
