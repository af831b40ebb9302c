package dev.covet.instrumentation.entry.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A running Tomcat with the acting servlet at {@code /shop/act/*} behind two filters. */
interface Container extends AutoCloseable {
    int port();

    @Override
    void close();

    default int call(String path) throws Exception {
        return answer(path).statusCode();
    }

    default HttpResponse<Void> answer(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/shop" + path))
                .header("traceparent", "the parent")
                .header("User-Agent", "curl/8")
                .header("Forwarded", "for=\"[2001:db8::7]:4711\";proto=http, for=10.0.0.1")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
