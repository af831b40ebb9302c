package dev.covet.petshop.payments;

import dev.covet.petshop.web.ProblemException;
import java.net.http.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Charges cards at the payment gateway. */
@Component
public class PaymentClient {

    private static final Logger log = LoggerFactory.getLogger(PaymentClient.class);

    private final PaymentSettings settings;
    private final Environment environment;
    private final RestClient http;

    PaymentClient(PaymentSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.timeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** Returns an approved payment; a declined one ends the request with status 402. */
    public Payment charge(PaymentRequest request) {
        Payment payment = send(request);
        if (payment == null || !payment.approved()) {
            String reason = payment == null ? "no answer" : payment.reason();
            throw new ProblemException(HttpStatus.PAYMENT_REQUIRED, "The payment was declined: " + reason + ".");
        }
        return payment;
    }

    private Payment send(PaymentRequest request) {
        try {
            return http.post().uri(url()).body(request).retrieve().body(Payment.class);
        } catch (RestClientException e) {
            log.warn("The payment gateway failed: {}", e.getMostSpecificCause().toString());
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, "The payment gateway does not answer. The order stays unpaid.", e);
        }
    }

    private String url() {
        if (settings.url().isEmpty()) {
            return "http://localhost:" + environment.getRequiredProperty("local.server.port") + "/sandbox/payments";
        }
        return settings.url();
    }
}
