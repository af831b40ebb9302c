package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.fault.Fault;
import dev.covet.fixtures.redis.RedisServer;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.shared.SharedSettings;
import dev.covet.optimizer.settings.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A real Redis by which JVMs share answers, and what can happen to it. */
final class SharedStore implements AutoCloseable {
    /** Of the answers, not of the marks that somebody asks. */
    private static final String NAMES = "local k=redis.call('KEYS','covet:[0-9a-f]*') ";

    private final RedisServer server = RedisServer.start();

    RedisServer server() {
        return server;
    }

    /** These, with answers that are shared here. */
    CacheSettings in(CacheSettings settings) {
        return in(server.address(), settings);
    }

    /** These, with answers that are shared in the one at this address. */
    static CacheSettings in(String address, CacheSettings settings) {
        return settings.sharing(new SharedSettings(
                Secret.of("redis://" + address), Secret.of("AAAAAAAAAAAAAAAAAAAAAA=="), Duration.ofMillis(200)));
    }

    /** What it answers to a command that a person would type; of a number its digits. */
    String ask(String command) {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(line).as(command).doesNotStartWith("-");
            return line.substring(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many answers there are. */
    int size() {
        return Integer.parseInt(ask("EVAL \"" + NAMES + "return #k\" 0"));
    }

    Fault emptied() {
        return (administrator, random) -> ask("FLUSHALL");
    }

    Fault overwritten() {
        return (administrator, random) ->
                ask("EVAL \"" + NAMES + "for i=1,#k do redis.call('SET',k[i],'garbage') end return #k\" 0");
    }

    /** Each answer stands under another's name. */
    Fault mixedUp() {
        return (administrator, random) -> ask(
                "EVAL \"" + NAMES + "for i=2,#k do redis.call('SET',k[i],redis.call('GET',k[i-1])) end return #k\" 0");
    }

    Fault killed() {
        return (administrator, random) -> {
            server.kill();
            server.restart();
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
