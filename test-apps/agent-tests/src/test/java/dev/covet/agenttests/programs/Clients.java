package dev.covet.agenttests.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covet.fixtures.otlp.GrpcBytes;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Ways to call one service and to wait for its answer. */
final class Clients {
    private final URI address;
    private final int grpcPort;

    private Clients(URI address, int grpcPort) {
        this.address = address;
        this.grpcPort = grpcPort;
    }

    interface Call {
        void make() throws Exception;
    }

    static Map<String, Call> all(URI address, int grpcPort) {
        Clients clients = new Clients(address, grpcPort);
        Map<String, Call> all = new LinkedHashMap<>();
        all.put("jdk", clients::jdk);
        all.put("jdk-async", clients::jdkAsync);
        all.put("url-connection", clients::urlConnection);
        all.put("apache-4", clients::apacheFour);
        all.put("apache-5", clients::apacheFive);
        all.put("apache-5-async", clients::apacheFiveAsync);
        all.put("okhttp", clients::okHttp);
        all.put("okhttp-async", clients::okHttpAsync);
        all.put("grpc", clients::grpc);
        all.put("grpc-future", clients::grpcFuture);
        all.put("grpc-async", clients::grpcAsync);
        return all;
    }

    private void jdk() throws Exception {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private void jdkAsync() {
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .join();
    }

    private void urlConnection() throws IOException {
        try (InputStream body = address.toURL().openStream()) {
            body.readAllBytes();
        }
    }

    private void apacheFour() throws IOException {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            client.execute(
                    new HttpGet(address), answer -> answer.getStatusLine().getStatusCode());
        }
    }

    private void apacheFive() throws IOException {
        try (org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
                org.apache.hc.client5.http.impl.classic.HttpClients.createDefault()) {
            client.execute(new org.apache.hc.client5.http.classic.methods.HttpGet(address), answer -> answer.getCode());
        }
    }

    private void apacheFiveAsync() throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            SimpleHttpRequest request = SimpleRequestBuilder.get(address).build();
            client.execute(request, null).get();
        }
    }

    private void okHttp() throws IOException {
        OkHttpClient client = new OkHttpClient();
        try (Response answer = client.newCall(request()).execute()) {
            answer.code();
        }
    }

    private void okHttpAsync() {
        OkHttpClient client = new OkHttpClient();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        client.newCall(request()).enqueue(new Callback() {
            @Override
            public void onFailure(okhttp3.Call call, IOException failure) {
                status.completeExceptionally(failure);
            }

            @Override
            public void onResponse(okhttp3.Call call, Response answer) {
                status.complete(answer.code());
                answer.close();
            }
        });
        status.join();
        client.dispatcher().executorService().shutdown();
    }

    private Request request() {
        return new Request.Builder().url(address.toString()).build();
    }

    private ManagedChannel channel() {
        return NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), grpcPort))
                .usePlaintext()
                .build();
    }

    private static MethodDescriptor<byte[], byte[]> change() {
        return GrpcBytes.method(CallsMain.GRPC_METHOD);
    }

    private void grpc() {
        ManagedChannel channel = channel();
        ClientCalls.blockingUnaryCall(channel, change(), CallOptions.DEFAULT, "all".getBytes(UTF_8));
        channel.shutdownNow();
    }

    private void grpcFuture() throws Exception {
        ManagedChannel channel = channel();
        ClientCalls.futureUnaryCall(channel.newCall(change(), CallOptions.DEFAULT), "all".getBytes(UTF_8))
                .get();
        channel.shutdownNow();
    }

    private void grpcAsync() {
        ManagedChannel channel = channel();
        CompletableFuture<byte[]> answered = new CompletableFuture<>();
        ClientCalls.asyncUnaryCall(
                channel.newCall(change(), CallOptions.DEFAULT), "all".getBytes(UTF_8), new StreamObserver<>() {
                    @Override
                    public void onNext(byte[] answer) {
                        answered.complete(answer);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answered.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        answered.join();
        channel.shutdownNow();
    }
}
