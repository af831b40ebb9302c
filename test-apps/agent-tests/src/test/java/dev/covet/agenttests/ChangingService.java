package dev.covet.agenttests;

import com.sun.net.httpserver.HttpServer;
import dev.covet.agenttests.programs.CallsMain;
import dev.covet.fixtures.otlp.GrpcBytes;
import dev.covet.fixtures.postgres.PostgresServer;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A service that changes all items by a connection of its own before it answers, over HTTP and over gRPC. */
final class ChangingService implements AutoCloseable {
    private final PostgresServer database;
    private final String url;
    private final HttpServer http;
    private final Server grpc;

    private ChangingService(PostgresServer database, String url) throws IOException {
        this.database = database;
        this.url = url;
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = HttpServer.create(any, 0);
        http.createContext("/", exchange -> {
            change();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        http.start();
        MethodDescriptor<byte[], byte[]> method = GrpcBytes.method(CallsMain.GRPC_METHOD);
        grpc = NettyServerBuilder.forAddress(any)
                .addService(
                        ServerServiceDefinition.builder(MethodDescriptor.extractFullServiceName(CallsMain.GRPC_METHOD))
                                .addMethod(method, ServerCalls.asyncUnaryCall((request, answers) -> {
                                    change();
                                    answers.onNext(request);
                                    answers.onCompleted();
                                }))
                                .build())
                .build()
                .start();
    }

    static ChangingService start(PostgresServer database, String url) throws IOException {
        return new ChangingService(database, url);
    }

    private void change() {
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("update item set version = version + 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    int grpcPort() {
        return grpc.getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        grpc.shutdownNow();
    }
}
