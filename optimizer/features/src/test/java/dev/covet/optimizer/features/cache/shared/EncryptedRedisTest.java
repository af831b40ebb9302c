package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.redis.RedisServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.settings.Secret;
import java.io.File;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that only talks by TLS. */
class EncryptedRedisTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final char[] PASSWORD = "password".toCharArray();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private KeyStore keys;
    private RedisServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        keys = keys();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // The server may run as another user.
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        Path certificate = pem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
        Path key = pem("PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
        server = RedisServer.start(List.of(
                "--tls-port",
                String.valueOf(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=elsewhere",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "keytool.log"))
                .start();
        assertThat(tool.waitFor()).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD);
        }
        return loaded;
    }

    private Path pem(String kind, byte[] content) throws Exception {
        Path file = folder.resolve(kind.replace(' ', '-') + ".pem");
        String text =
                "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(content) + "\n-----END " + kind + "-----\n";
        Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
        assertThat(file.toFile().setReadable(true, false)).isTrue();
        return file;
    }

    private SSLSocketFactory trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SharedTier tier(String host, Supplier<SSLSocketFactory> encrypting) {
        SharedListener listener = new SharedListener() {
            @Override
            public void sharedLost(SharedProblem why) {
                said.add(why.code() + ' ' + why.sentence());
            }

            @Override
            public void sharedBack() {
                said.add("back");
            }
        };
        SharedSettings settings =
                new SharedSettings(Secret.of("rediss://" + host + ":" + port), Secret.NONE, Duration.ofSeconds(1));
        return Objects.requireNonNull(SharedTier.of(settings, 1 << 20, listener, System::nanoTime, encrypting));
    }

    @Test
    void offer_byTls_isFound() {
        SharedKey key = Objects.requireNonNull(new KeyWriter().text("a query").key());
        // More than one record of TLS.
        TextRows rows = new TextRows("x".repeat(100_000));
        try (SharedTier tier = tier("127.0.0.1", this::trusting)) {
            Await.until("a connection " + said, LIMIT, () -> tier.isWorth(0));
            tier.offer(key, TextRows.CODEC, new SharedAnswer(rows, 42, LIMIT.toNanos()));

            Await.until("the rows", LIMIT, () -> {
                @Nullable Object found = tier.<Object>find(key, TextRows.CODEC, 1, 1, () -> false, SharedAnswer::rows);
                return rows.equals(found);
            });
            assertThat(said).isEmpty();
        }
    }

    @Test
    void connect_certificateIsNotTrustedOrOfAnotherHost_isSaid() {
        try (SharedTier other = tier("127.0.0.1", () -> (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            Await.until("a refusal", LIMIT, () -> said.size() == 1);
            assertThat(other.isWorth(0)).isFalse();
        }
        try (SharedTier other = tier("localhost", this::trusting)) {
            Await.until("another", LIMIT, () -> said.size() == 2);
            assertThat(other.isWorth(0)).isFalse();
        }
        assertThat(said).allMatch(line -> line.startsWith("COVET-4250 "));
    }

    /** A thread that tried at once again and again would take a processor for itself, and say nothing. */
    @Test
    void connect_thatCannotEvenBeTried_isSaidAndTriedNowAndThen() {
        AtomicInteger tries = new AtomicInteger();
        Supplier<SSLSocketFactory> broken = () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("no TLS here");
        };
        try (SharedTier other = tier("127.0.0.1", broken)) {
            Await.until("it to be said", LIMIT, () -> said.size() == 1);
            assertThat(other.isWorth(0)).isFalse();
            assertThat(tries).hasValueLessThan(20);
        }
        assertThat(said.get(0)).startsWith("COVET-4250 ");
    }
}
