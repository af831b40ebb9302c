package dev.covet.petshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running application, seen through HTTP and through its database. */
final class Petshop implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String databaseUrl;

    private Petshop(ConfigurableApplicationContext context, String databaseUrl) {
        this.context = context;
        this.databaseUrl = databaseUrl;
    }

    static Petshop start(PetshopDatabase server, String databaseUrl, String... settings) {
        return new Petshop(PetshopMain.start(arguments(server, databaseUrl, settings)), databaseUrl);
    }

    /** The arguments that start the application on any free port; a setting given here replaces the usual one. */
    static String[] arguments(PetshopDatabase server, String databaseUrl, String... settings) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("--server.port", "0");
        arguments.put("--spring.datasource.url", databaseUrl);
        arguments.put("--spring.datasource.username", server.user());
        arguments.put("--spring.datasource.password", server.password());
        arguments.put("--spring.jpa.hibernate.ddl-auto", "validate");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            arguments.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return arguments.entrySet().stream().map(Object::toString).toArray(String[]::new);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String databaseUrl() {
        return databaseUrl;
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    long count(String fromWhere) {
        return jdbc().sql("select count(*) from " + fromWhere).query(Long.class).single();
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    Answer send(String method, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .header("Content-Type", "application/json")
                .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
