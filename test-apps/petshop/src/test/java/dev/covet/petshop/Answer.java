package dev.covet.petshop;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application answered to one request. */
record Answer(int status, String type, String body) {

    private static final JsonMapper MAPPER = new JsonMapper();

    Answer(HttpResponse<String> response) {
        this(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    /** The value at a JSON pointer as text. */
    String at(String pointer) {
        return json().at(pointer).asString();
    }

    /** One field of each element of the array at a JSON pointer. */
    List<String> each(String array, String field) {
        return StreamSupport.stream(json().at(array).spliterator(), false)
                .map(element -> element.get(field).asString())
                .toList();
    }
}
