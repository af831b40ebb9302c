package dev.covet.plain.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: status, headers, and a body that is written when the server is ready to send it. The length is in bytes;
 * a body of unknown length is sent in chunks.
 */
public record Response(int status, Map<String, String> headers, long length, Body body) {
    static final long UNKNOWN_LENGTH = -1;
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json; charset=utf-8";

    /** Writes the bytes of an answer. Until the first byte is written, a failure can still become an error answer. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream output) throws IOException, SQLException;
    }

    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response json(int status, @Nullable Object value) {
        return content(status, Map.of(CONTENT_TYPE, JSON), jsonBytes(value));
    }

    /** 201 with the address of what was created. */
    public static Response created(String location, Object value) {
        return content(201, Map.of(CONTENT_TYPE, JSON, "Location", location), jsonBytes(value));
    }

    public static Response bytes(byte[] bytes) {
        return content(200, Map.of(CONTENT_TYPE, "application/octet-stream"), bytes);
    }

    public static Response noContent() {
        return content(204, Map.of(), new byte[0]);
    }

    public static Response stream(String contentType, Body body) {
        return new Response(200, Map.of(CONTENT_TYPE, contentType), UNKNOWN_LENGTH, body);
    }

    public static Response problem(int status, String message) {
        return json(status, Map.of("error", message));
    }

    private static Response content(int status, Map<String, String> headers, byte[] bytes) {
        return new Response(status, headers, bytes.length, output -> output.write(bytes));
    }

    private static byte[] jsonBytes(@Nullable Object value) {
        return (JsonWriter.write(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
