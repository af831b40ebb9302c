package dev.covet.agenttests.programs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An agent with a server of its own, as those have that show metrics. */
public final class ServingAgent {
    private ServingAgent() {}

    public static void premain(String options) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        server.stop(0);
        System.out.println("served");
    }
}
