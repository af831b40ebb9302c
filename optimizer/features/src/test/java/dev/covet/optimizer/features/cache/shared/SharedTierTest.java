package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.redis.RedisServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two JVMs' tiers at a real Redis. */
class SharedTierTest {
    private static final long LARGEST = 1 << 20;
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MODERATE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SLOW = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENT = TimeUnit.MINUTES.toNanos(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final SharedKey key =
            Objects.requireNonNull(new KeyWriter().text("a query").key());

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private RedisServer server(String... options) {
        RedisServer server = RedisServer.start(List.of(options));
        opened.add(server);
        return server;
    }

    private final class Said implements SharedListener {
        @Override
        public void sharedLost(SharedProblem why) {
            said.add(why.code() + ' ' + why.sentence() + ' ' + why.cure());
        }

        @Override
        public void sharedBack() {
            said.add("back");
        }
    }

    private @Nullable SharedTier tier(String url, String keys) {
        SharedSettings settings = new SharedSettings(Secret.of(url), Secret.of(keys), Duration.ofSeconds(1));
        SharedTier tier = SharedTier.of(settings, LARGEST, new Said(), System::nanoTime);
        if (tier != null) {
            opened.add(() -> {
                tier.close();
                assertThat(tier.isOver(LIMIT)).isTrue();
            });
        }
        return tier;
    }

    private SharedTier tier(RedisServer server) {
        SharedTier tier = Objects.requireNonNull(tier("redis://" + server.address(), ""));
        Await.until("a connection", LIMIT, () -> tier.isWorth(0));
        return tier;
    }

    private void offer(SharedTier tier, String text, long nanos) {
        tier.offer(key, TextRows.CODEC, new SharedAnswer(new TextRows(text), 42, nanos));
    }

    /** With its position. */
    private @Nullable String found(SharedTier tier, long usual) {
        return tier.find(
                key,
                TextRows.CODEC,
                usual,
                PATIENT,
                () -> false,
                answer -> answer.rows().key(0, 1) + "@" + answer.shown());
    }

    private void awaitFound(SharedTier tier, String text) {
        Await.until(text, LIMIT, () -> text.equals(found(tier, QUICK)));
    }

    private static byte @Nullable [] call(RedisServer server, String... command) throws IOException {
        RedisAddress address = Objects.requireNonNull(RedisAddress.parse("redis://" + server.address()));
        byte[][] parts = new byte[command.length][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = command[i].getBytes(StandardCharsets.UTF_8);
        }
        SSLSocketFactory none = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (RedisConnection connection = RedisConnection.open(address, none, PATIENT, 1 << 20)) {
            return connection.call(PATIENT, parts);
        }
    }

    @Test
    void offer_oneTier_isFoundByAnother() {
        RedisServer server = server();
        SharedTier one = tier(server);
        SharedTier two = tier(server);
        assertThat(found(two, QUICK)).isNull();

        offer(one, "rows", SLOW);

        awaitFound(two, "rows@42");
        assertThat(two.<String>find(key, TextRows.CODEC, QUICK, PATIENT, () -> false, answer -> null))
                .isNull();
        assertThat(said).isEmpty();
    }

    @Test
    void offer_doesNotFitIntoTheHeap_othersAreStoredAfterIt() {
        SharedTier tier = tier(server());
        RowCodec exhausted = new RowCodec() {
            @Override
            public String name() {
                return "text";
            }

            @Override
            public byte[] encode(Rows rows) {
                throw new OutOfMemoryError("an answer is too large");
            }

            @Override
            public @Nullable Rows decode(byte[] bytes) {
                return TextRows.CODEC.decode(bytes);
            }
        };
        tier.offer(key, exhausted, new SharedAnswer(new TextRows("large"), 42, SLOW));

        offer(tier, "rows", SLOW);

        awaitFound(tier, "rows@42");
    }

    @Test
    void find_garbageOrAnothersValue_isNothing() throws IOException {
        RedisServer server = server();
        SharedTier tier = tier(server);
        offer(tier, "rows", SLOW);
        awaitFound(tier, "rows@42");
        SharedKey other = Objects.requireNonNull(new KeyWriter().text("another").key());

        call(server, "COPY", key.name(), other.name());
        assertThat(call(server, "EXISTS", other.name())).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
        assertThat(tier.<String>find(other, TextRows.CODEC, QUICK, PATIENT, () -> false, answer -> "given"))
                .isNull();
        call(server, "SET", key.name(), "garbage");
        assertThat(found(tier, QUICK)).isNull();
        assertThat(said).isEmpty();
    }

    @Test
    void find_anotherJvmAsks_waitsForItsAnswer() {
        RedisServer server = server();
        SharedTier one = tier(server);
        SharedTier two = tier(server);
        assertThat(found(one, SLOW)).isNull();

        CompletableFuture<@Nullable String> waits = CompletableFuture.supplyAsync(() -> found(two, SLOW * 30));
        assertThat(Await.whether(Duration.ofMillis(300), waits::isDone)).isFalse();
        offer(one, "rows", SLOW);

        assertThat(waits.join()).isEqualTo("rows@42");
    }

    @Test
    void find_theOtherGivesUp_isNotWaitedFor() {
        RedisServer server = server();
        SharedTier one = tier(server);
        SharedTier two = tier(server);
        offer(one, "rows", SLOW);
        awaitFound(one, "rows@42");
        assertThat(one.<String>find(key, TextRows.CODEC, SLOW, PATIENT, () -> false, answer -> null))
                .isNull();

        CompletableFuture<@Nullable String> waits = CompletableFuture.supplyAsync(
                () -> two.find(key, TextRows.CODEC, SLOW * 30, PATIENT, () -> false, answer -> null));
        one.release(key, TextRows.CODEC, SLOW);

        assertThat(waits.join()).isNull();
    }

    @Test
    void store_doesNotKnowACommand_isSaidWithoutValues() {
        SharedTier tier = tier(server("--rename-command", "SET", ""));

        offer(tier, "rows that nobody may read", SLOW);

        Await.until("a refusal", LIMIT, () -> !said.isEmpty());
        assertThat(said.get(0))
                .startsWith("COVET-4250 ")
                .contains("unknown command")
                .doesNotContain("nobody", "covet:");
    }

    @Test
    void find_theOtherNeverAnswers_endsAfterAWhile() {
        RedisServer server = server();
        SharedTier one = tier(server);
        assertThat(found(one, SLOW / 10)).isNull();

        assertThat(found(tier(server), SLOW / 10)).isNull();
    }

    @Test
    void store_isKilledAndStartedAgain_isSaidOnceEach() {
        RedisServer server = server();
        SharedTier tier = tier(server);
        offer(tier, "rows", SLOW);
        awaitFound(tier, "rows@42");

        server.kill();
        Await.until("that it is away", LIMIT, () -> found(tier, QUICK) == null && !tier.isWorth(0));
        server.restart();
        Await.until("that it is back", LIMIT, () -> tier.isWorth(0));

        assertThat(found(tier, QUICK)).isNull();
        offer(tier, "more", SLOW);
        awaitFound(tier, "more@42");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("COVET-4250 ").contains(server.address());
        assertThat(said.get(1)).isEqualTo("back");
    }

    @Test
    void store_standsStill_isNotWaitedFor() {
        RedisServer server = server();
        SharedTier tier = tier(server);
        offer(tier, "rows", SLOW);
        awaitFound(tier, "rows@42");

        server.suspend();
        try {
            // More than fits between the two, so that whoever writes stands still, too.
            for (int i = 0; i < 100; i++) {
                offer(tier, "x".repeat(1 << 20), SLOW);
            }
            Await.until("that it is away", LIMIT, () -> found(tier, QUICK) == null && !tier.isWorth(0));
        } finally {
            server.resume();
        }
        Await.until("that it is back", LIMIT, () -> tier.isWorth(0));

        assertThat(said.get(0)).startsWith("COVET-4250 ");
        assertThat(said).contains("back");
    }

    /** Nobody asks while it is slow, so nobody would see that it is quick again. */
    @Test
    void store_isSlowForAWhile_isAskedAgainAfterwards() {
        RedisServer server = server();
        NetworkDelay network = NetworkDelay.before(server.host(), server.port()).delay(Duration.ofMillis(20));
        opened.add(network);
        SharedTier tier = Objects.requireNonNull(tier("redis://" + network.host() + ":" + network.port(), ""));
        Await.until("a connection", LIMIT, () -> tier.isWorth(0));
        Await.until("a round trip", LIMIT, () -> {
            found(tier, QUICK);
            return !tier.isWorth(MODERATE);
        });

        network.delay(Duration.ZERO);

        Await.until("quick queries again", LIMIT, () -> tier.isWorth(MODERATE));
        assertThat(said).isEmpty();
    }

    @Test
    void store_startsLater_isUsedThen() {
        RedisServer server = server();
        server.stop();
        SharedTier tier = Objects.requireNonNull(tier("redis://" + server.address(), ""));
        Await.until("that it is away", LIMIT, () -> !said.isEmpty());
        assertThat(found(tier, SLOW)).isNull();

        server.restart();

        Await.until("that it is there", LIMIT, () -> tier.isWorth(0));
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("COVET-4250 ");
    }

    @Test
    void store_isFull_isReadOn() throws IOException {
        RedisServer server = server();
        SharedTier tier = tier(server);
        offer(tier, "rows", SLOW);
        awaitFound(tier, "rows@42");
        call(server, "CONFIG", "SET", "maxmemory", "1");

        Await.until("a refusal", LIMIT, () -> {
            offer(tier, "more", SLOW);
            return !said.isEmpty();
        });
        assertThat(said.get(0)).startsWith("COVET-4253 ").contains("allkeys-lru");
        assertThat(found(tier, QUICK)).isEqualTo("rows@42");
        call(server, "CONFIG", "SET", "maxmemory", "0");

        Await.until("the newer rows", LIMIT, () -> {
            offer(tier, "more", SLOW);
            return "more@42".equals(found(tier, QUICK));
        });
        Await.until("that it is said", LIMIT, () -> said.size() == 2);
        assertThat(said).last().isEqualTo("back");
    }

    @Test
    void store_isAReplica_isSaid() {
        RedisServer primary = server();
        SharedTier tier = tier(server(
                "--replicaof", "127.0.0.1", String.valueOf(primary.port()), "--replica-serve-stale-data", "yes"));

        Await.until("a refusal", LIMIT, () -> {
            offer(tier, "rows", SLOW);
            return !said.isEmpty();
        });

        assertThat(said.get(0)).startsWith("COVET-4254 ").contains("primary");
        assertThat(found(tier, QUICK)).isNull();
    }

    @Test
    void store_wantsAPassword_isSaidWithoutIt() {
        RedisServer server = server("--requirepass", "open sesame");
        tier("redis://:wrong@" + server.address(), "");
        Await.until("a refusal", LIMIT, () -> said.size() == 1);
        tier("redis://" + server.address(), "");
        Await.until("another", LIMIT, () -> said.size() == 2);
        assertThat(said).allMatch(line -> line.startsWith("COVET-4252 "));
        assertThat(said).noneMatch(line -> line.contains("wrong@"));

        SharedTier tier = Objects.requireNonNull(tier("redis://default:open%20sesame@" + server.address() + "/2", ""));
        Await.until("a connection", LIMIT, () -> tier.isWorth(0));
        offer(tier, "rows", SLOW);

        awaitFound(tier, "rows@42");
        assertThat(said).hasSize(2);
    }

    @Test
    void find_keyHoldsSomethingElse_isSaidOnceAndReplaced() throws IOException {
        RedisServer server = server();
        SharedTier tier = tier(server);
        call(server, "LPUSH", key.name(), "somebody's");

        assertThat(found(tier, QUICK)).isNull();
        assertThat(found(tier, QUICK)).isNull();

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).startsWith("COVET-4255 ");
        offer(tier, "rows", SLOW);
        awaitFound(tier, "rows@42");
    }

    @Test
    void of_wrongSettings_areSaidWithoutTheirSecrets() {
        assertThat(tier("", "")).isNull();
        assertThat(said).isEmpty();
        assertThat(tier("http://me:secret@host", "")).isNull();
        assertThat(tier("redis://localhost", "c2VjcmV0")).isNull();

        assertThat(said).hasSize(2).noneMatch(line -> line.contains("secret@") || line.contains("c2VjcmV0"));
        assertThat(said.get(0)).startsWith("COVET-4256 ");
        assertThat(said.get(1)).startsWith("COVET-4257 ");
    }

    @Test
    void keys_sameOnes_share() {
        RedisServer server = server();
        String aes = "AAAAAAAAAAAAAAAAAAAAAA==";
        SharedTier one = Objects.requireNonNull(tier("redis://" + server.address(), aes));
        SharedTier two = Objects.requireNonNull(tier("redis://" + server.address(), aes));
        SharedTier plain = tier(server);
        Await.until("connections", LIMIT, () -> one.isWorth(0) && two.isWorth(0));

        offer(one, "rows", SLOW);

        awaitFound(two, "rows@42");
        assertThat(found(plain, QUICK)).isNull();
    }
}
