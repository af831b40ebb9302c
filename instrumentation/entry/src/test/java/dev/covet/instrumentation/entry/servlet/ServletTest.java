package dev.covet.instrumentation.entry.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.EntryLog;
import dev.covet.instrumentation.entry.tasks.TaskInstrumentations;
import dev.covet.instrumentation.spi.DirectAdapters;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServletTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    enum Server {
        TOMCAT_11,
        TOMCAT_9;

        Container start(Path folder, Answers answers) throws Exception {
            return this == TOMCAT_11 ? new TomcatEleven(folder, answers) : new TomcatNine(folder, answers);
        }
    }

    private final EntryLog log = new EntryLog();
    private final Answers answers = new Answers();
    private final Entries entries = log.entries();
    private @Nullable Woven woven;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void weave() throws Exception {
        List<TypeInstrumentation> all = new ArrayList<>(ServletInstrumentations.all(entries, new DirectAdapters()));
        all.addAll(TaskInstrumentations.all(entries));
        woven = Woven.into(all);
    }

    @AfterEach
    void unweave() throws Exception {
        if (woven != null) {
            woven.close();
        }
    }

    /** Without the tasks that Tomcat does for itself. */
    private List<EntryLog.Ended> endedRequests() {
        return log.ended.stream()
                .filter(each -> each.work().kind() == UnitOfWork.Kind.REQUEST)
                .toList();
    }

    private List<UnitOfWork> begunRequests() {
        return log.began.stream()
                .filter(work -> work.kind() == UnitOfWork.Kind.REQUEST)
                .toList();
    }

    private EntryLog.Ended ended() {
        EntryLog.Ended ended = Await.until("the end", PATIENCE, this::endedRequests, all -> !all.isEmpty())
                .get(0);
        assertThat(endedRequests()).hasSize(1);
        assertThat(begunRequests()).containsExactly(ended.work());
        return ended;
    }

    @ParameterizedTest
    @EnumSource
    void service_request_isOneUnitThroughFiltersAndServlet(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/ok?a=1&token=secret")).isEqualTo(200);
            EntryLog.Ended ended = ended();
            assertThat(ended.name()).isEqualTo("GET /shop/act/*");
            assertThat(ended.facts().route()).isEqualTo("/shop/act/*");
            assertThat(ended.facts().details().path()).isEqualTo("/shop/act/ok");
            assertThat(ended.facts().details().query()).isEqualTo("a=1&token=REDACTED");
            assertThat(ended.facts().status()).isEqualTo(200);
            assertThat(ended.facts().scheme()).isEqualTo("http");
            assertThat(ended.facts().details().serverPort()).isEqualTo(container.port());
            assertThat(ended.facts().details().userAgent()).isEqualTo("curl/8");
            assertThat(ended.facts().details().clientAddress()).isEqualTo("2001:db8::7");
            assertThat(ended.facts().details().peerAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(ended.facts().details().peerPort()).isPositive();
            assertThat(ended.facts().protocolVersion()).isEqualTo("1.1");
            assertThat(ended.failure()).isNull();
            assertThat(answers.seen).containsExactly(ended.work(), ended.work(), ended.work());
            assertThat(log.parents).contains("the parent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_detailsNotWanted_areNotFoundOut(Server server) throws Exception {
        log.detailed = false;
        try (Container container = server.start(folder, answers)) {
            container.call("/act/ok");
            assertThat(ended().facts().details()).isSameAs(RequestDetails.NONE);
            assertThat(ended().facts().route()).isEqualTo("/shop/act/*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_thatWrites_saysSoToTheClient(Server server) throws Exception {
        entries.visits(new Visits(System::nanoTime, new SelfProtection(System::nanoTime, EntryLog::fail), false, 20));
        try (Container container = server.start(folder, answers)) {
            assertThat(container.answer("/act/write").headers().allValues("set-cookie"))
                    .singleElement()
                    .asString()
                    .matches("covet-written=[^;]+; Max-Age=20; Path=/; HttpOnly; SameSite=Lax");
            assertThat(container.answer("/act/ok").headers().firstValue("set-cookie"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_routeOfSpring_namesTheUnit(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            container.call("/act/spring");
            assertThat(ended().name()).isEqualTo("GET /shop/pets/{id}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_defaultServlet_isNamedAfterTheMethodOnly(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/nowhere/4711")).isEqualTo(200);
            assertThat(ended().name()).isEqualTo("GET");
            assertThat(ended().facts().route()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_errorStatus_isKnown(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/missing")).isEqualTo(404);
            assertThat(ended().facts().status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_throws_unitHasTheFailure(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/fail")).isEqualTo(500);
            assertThat(ended().failure()).hasMessage("on purpose");
            assertThat(ended().facts().status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_forward_isTheSameUnit(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/forward")).isEqualTo(200);
            assertThat(answers.seen).hasSize(4).containsOnly(ended().work());
        }
    }

    @ParameterizedTest
    @EnumSource
    void startAsync_finishedOnAThreadOfTheContainer_endsWithTheAnswer(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            Thread caller = new Thread(() -> {
                try {
                    container.call("/act/start");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            caller.start();
            Await.until("the task", PATIENCE, () -> answers.seen.size() == 4);
            assertThat(endedRequests()).isEmpty();
            answers.gate.countDown();
            caller.join();
            assertThat(ended().facts().status()).isEqualTo(202);
            assertThat(ended().failure()).isNull();
            assertThat(answers.seen).containsOnly(ended().work());
        }
    }

    @ParameterizedTest
    @EnumSource
    void startAsync_dispatched_isTheSameUnitUntilItsEnd(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/dispatch")).isEqualTo(201);
            assertThat(ended().facts().status()).isEqualTo(201);
            assertThat(answers.seen).hasSizeGreaterThanOrEqualTo(5).containsOnly(ended().work());
        }
    }

    @ParameterizedTest
    @EnumSource
    void startAsync_neverFinished_endsWithTheTimeout(Server server) throws Exception {
        try (Container container = server.start(folder, answers)) {
            assertThat(container.call("/act/timeout")).isEqualTo(500);
            assertThat(ended().failure()).isInstanceOf(TimeoutException.class);
            assertThat(ended().facts().status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/act/early", "/act/race"})
    void startAsync_finishedWhileItIsNoticed_endsOnce(String path) throws Exception {
        try (Container container = Server.TOMCAT_11.start(folder, answers)) {
            for (int i = 1; i <= 20; i++) {
                container.call(path);
                int requests = i;
                Await.until("the end", PATIENCE, () -> endedRequests().size() >= requests);
            }
            assertThat(endedRequests())
                    .extracting(EntryLog.Ended::work)
                    .doesNotHaveDuplicates()
                    .hasSize(20);
        }
        assertThat(begunRequests()).hasSize(20);
        assertThat(UnitOfWork.current()).isNull();
    }
}
