package dev.covet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets and which values are accepted, and what is said about the others. */
class LoadSettingsTest {
    private static final URI LOCAL = URI.create("http://localhost:8080");

    @Test
    void defaults_nothingGiven_areBounded() {
        LoadSettings settings = LoadSettings.of(LOCAL).build();
        assertThat(settings.duration()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxRequests()).isEqualTo(100_000);
        assertThat(settings.pace()).isEqualTo(new Pace.Closed(10, Duration.ofMillis(100)));
        assertThat(settings.workload().name()).isEqualTo("petshop.workload");
        assertThat(settings.maxErrorShare()).isEqualTo(0.01);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://LOCALHOST:8080/shop",
                "http://127.0.0.1:8080/",
                "http://127.1.2.3",
                "http://[::1]:8080",
                "HTTP://localhost"
            })
    void target_onThisMachine_isAccepted(String target) {
        assertThat(LoadSettings.of(URI.create(target)).build().target().getHost())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://0.0.0.0:8080",
                "http://10.0.0.1",
                "http://192.168.1.1",
                "http://[2001:db8::1]:8080"
            })
    void target_elsewhere_isRefusedUnlessAllowed(String target) {
        LoadSettings.Builder settings = LoadSettings.of(URI.create(target));
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the target " + target + " is not on this machine, and load on a wrong host is"
                        + " an accident; use localhost, or --allow-remote if you may load ");
        assertThat(settings.allowRemote(true).build().target()).isEqualTo(URI.create(target));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://localhost           | the target must be an http URL such as http://localhost:8080, not https://localhost
                    localhost:8080              | the target must be an http URL such as http://localhost:8080, not localhost:8080
                    /shop                       | the target must be an http URL such as http://localhost:8080, not /shop
                    http://localhost/?a=b       | the target http://localhost/?a=b must be host, port and path, nothing else
                    http://me:pw@localhost      | the target on host localhost must not name a user
                    http://localhost@evil.test  | the target on host evil.test must not name a user
                    http://localhost:99999      | the port of http://localhost:99999 must be 1 to 65535
                    """)
    void target_notAPlainAddress_isRefused(String target, String message) {
        assertThatThrownBy(() -> LoadSettings.of(URI.create(target)).build()).hasMessage(message);
    }

    @Test
    void values_outOfRange_nameTheRange() {
        assertMessage(LoadSettings.of(LOCAL).maxRequests(0), "requests must be 1 to 1000000000, not 0");
        assertMessage(LoadSettings.of(LOCAL).duration(Duration.ZERO), "duration must be 1ms to 86400s, not 0s");
        assertMessage(LoadSettings.of(LOCAL).timeout(Duration.ofHours(1)), "timeout must be 1ms to 600s, not 3600s");
        assertMessage(LoadSettings.of(LOCAL).warmUp(Duration.ofSeconds(-1)), "warm-up must be 0s to 86400s, not -1s");
        assertMessage(LoadSettings.of(LOCAL).maxErrorShare(1.5), "max-errors must be 0 to 100 percent, not 150.0");
        assertThatThrownBy(() -> new Pace.Closed(1_001, Duration.ZERO)).hasMessage("users must be 1 to 1000, not 1001");
        assertThatThrownBy(() -> new Pace.Open(Double.NaN, 1))
                .hasMessage("rate must be more than 0 and at most 100000, not NaN");
    }

    private static void assertMessage(LoadSettings.Builder settings, String message) {
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
