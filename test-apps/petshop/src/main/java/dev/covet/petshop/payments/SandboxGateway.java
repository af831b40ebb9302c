package dev.covet.petshop.payments;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A gateway for trying things out: cards ending in 0002 are declined, all others approved. */
@RestController
class SandboxGateway {

    private final Executor afterLatency;

    SandboxGateway(PaymentSettings settings) {
        afterLatency =
                CompletableFuture.delayedExecutor(settings.sandboxLatency().toMillis(), TimeUnit.MILLISECONDS);
    }

    @PostMapping("/sandbox/payments")
    CompletableFuture<Payment> pay(@RequestBody PaymentRequest request) {
        return CompletableFuture.supplyAsync(() -> decide(request), afterLatency);
    }

    private static Payment decide(PaymentRequest request) {
        if (request.cardNumber().endsWith("0002")) {
            return new Payment(false, null, "insufficient funds");
        }
        return new Payment(true, "SANDBOX-" + request.purpose(), null);
    }
}
