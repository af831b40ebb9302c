package dev.covet.petshop.payments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code petshop.payments.*}; without a URL the sandbox of this very application is used. */
@ConfigurationProperties("petshop.payments")
record PaymentSettings(
        @DefaultValue("") String url,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("80ms") Duration sandboxLatency) {}
