package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checkout against a gateway elsewhere, named by {@code petshop.payments.url}. */
@ExtendWith(Petshops.class)
class PaymentGatewayTest {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final PetshopDatabase server;
    private HttpServer gateway;
    private volatile int status = 200;
    private volatile String reply = "";

    PaymentGatewayTest(PetshopDatabase server) {
        this.server = server;
    }

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/charge", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.stop(0);
    }

    @Test
    void checkout_gatewayAnswersFailsOrIsGone_paidOr502AndUnchanged() {
        String url = "http://localhost:" + gateway.getAddress().getPort() + "/charge";
        try (Petshop petshop = Petshop.start(
                server, server.create("gateway"), "--petshop.seed=small", "--petshop.payments.url=" + url)) {
            reply = "{\"approved\": true, \"reference\": \"BANK-7\"}";
            assertThat(checkout(petshop, 981).at("/paymentReference")).isEqualTo("BANK-7");
            assertThat(Answer.json(received.remove())).isEqualTo(Answer.json("""
                    {"purpose": "order-981", "amount": 39.98, "currency": "EUR", "cardNumber": "4242424242424242"}
                    """));

            status = 500;
            assertUnpaid(petshop, checkout(petshop, 982), 982);

            gateway.stop(0);
            assertUnpaid(petshop, checkout(petshop, 983), 983);
        }
    }

    private static void assertUnpaid(Petshop petshop, Answer answer, int order) {
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.at("/detail")).isEqualTo("The payment gateway does not answer. The order stays unpaid.");
        assertThat(petshop.get("/api/orders/" + order).at("/status")).isEqualTo("NEW");
    }

    private static Answer checkout(Petshop petshop, int order) {
        return petshop.post("/api/orders/" + order + "/checkout", "{\"cardNumber\": \"4242424242424242\"}");
    }
}
