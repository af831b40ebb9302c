package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final SelfProtection protection = new SelfProtection(now::get, (text, error) -> {
        throw new AssertionError(text, error);
    });
    private final Visits here = visits(true);
    private final Visits elsewhere = visits(true);

    private Visits visits(boolean alone) {
        return new Visits(now::get, protection, alone, 20);
    }

    /** The head of an answer. */
    private static class Head implements Visits.Answer {
        private final List<String> lines = new ArrayList<>();
        private boolean sent;

        @Override
        public boolean isOpen() {
            return !sent;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public void add(String header, String value) {
            lines.add(header + ": " + value);
        }
    }

    private static Visit begin(Visits visits, Map<String, String> headers, Head head) {
        return visits.begin(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0), headers::get, head);
    }

    private String word(long nanos) {
        Head head = new Head();
        Visit visit = begin(here, Map.of(), head);
        visit.served();
        visit.wrote(nanos);
        return head.lines.get(1).substring("covet-written: ".length());
    }

    private Map<String, String> wrote(long nanos) {
        return Map.of("Cookie", "theme=dark; covet-written=" + word(nanos) + "; last=1");
    }

    @Test
    void wrote_whileServed_isInTheHeadOnce() {
        Head head = new Head();
        Visit visit = begin(here, Map.of(), head);
        visit.served();
        assertThat(head.lines).isEmpty();

        visit.wrote(5);
        visit.wrote(6);
        visit.left();

        assertThat(head.lines).hasSize(2);
        assertThat(head.lines.get(0))
                .matches("Set-Cookie: covet-written=[a-z0-9]+-[a-z0-9]+; Max-Age=20; Path=/; HttpOnly; SameSite=Lax;"
                        + " Secure");
        assertThat(head.lines.get(1)).matches("covet-written: [a-z0-9]+-[a-z0-9]+");
    }

    @Test
    void wrote_onAnotherThread_isInTheHeadWhenTheServingOneComesBack() throws InterruptedException {
        Head head = new Head();
        Visit visit = begin(here, Map.of(), head);
        visit.served();
        Thread other = new Thread(() -> visit.wrote(5));
        other.start();
        other.join();
        assertThat(head.lines).isEmpty();

        visit.left();

        assertThat(head.lines).hasSize(2);
    }

    @Test
    void wrote_headWasSent_leavesItAlone() {
        Head head = new Head();
        Visit visit = begin(here, Map.of(), head);
        visit.served();
        head.sent = true;
        visit.wrote(5);
        visit.left();
        assertThat(head.lines).isEmpty();
    }

    @Test
    void before_ownWord_isTheTimeOfTheLastWrite() {
        Map<String, String> cookie = wrote(700);
        assertThat(begin(here, cookie, new Head()).before()).isEqualTo(700);
    }

    @Test
    void before_wordOfAnotherJvm_isWhenItWasMetFirst() {
        Map<String, String> cookie = wrote(700);
        now.set(2_000);
        assertThat(begin(elsewhere, cookie, new Head()).before()).isEqualTo(2_000);
        now.set(3_000);
        assertThat(begin(elsewhere, cookie, new Head()).before()).isEqualTo(2_000);
    }

    @Test
    void before_cookieAndHeader_isTheLaterOne() {
        Map<String, String> both = Map.of("Cookie", "covet-written=" + word(700), "covet-written", word(900));
        assertThat(begin(here, both, new Head()).before()).isEqualTo(900);
    }

    @Test
    void before_nobodyKnown_isNever() {
        assertThat(begin(here, Map.of("Cookie", "theme=dark; not-covet-written=a-b"), new Head())
                        .before())
                .isEqualTo(LastTime.NEVER);
    }

    @Test
    void before_whatNobodyHasGiven_isNow() {
        for (String word : new String[] {"", "A-b", "a b", "x".repeat(41), "../..", "\u00e4"}) {
            assertThat(begin(here, Map.of("covet-written", word), new Head()).before())
                    .as(word)
                    .isEqualTo(now.get());
        }
    }

    @Test
    void before_tooManyWords_forgetsTheOldestAndSaysNow() {
        Map<String, String> cookie = wrote(700);
        for (int i = 0; i < 20_000; i++) {
            begin(here, Map.of("covet-written", "else-" + i), new Head());
        }
        assertThat(begin(here, cookie, new Head()).before()).isEqualTo(now.get());
    }

    @Test
    void before_clock_countsOthersUnlessAlone() {
        WriteClock clock = new WriteClock(new WriteBarrier(now::get), true);
        clock.wrote(800);
        assertThat(begin(visits(false), Map.of(), new Head()).before(clock)).isEqualTo(800);
        assertThat(begin(visits(true), Map.of(), new Head()).before(clock)).isEqualTo(LastTime.NEVER);
        clock.tookOver(850);
        assertThat(begin(visits(true), Map.of(), new Head()).before(clock)).isEqualTo(850);
    }

    @Test
    void wrote_answerThatFails_isAnErrorOfOurs() {
        List<Throwable> errors = new ArrayList<>();
        Visits failing =
                new Visits(now::get, new SelfProtection(now::get, (text, error) -> errors.add(error)), true, 20);
        Head head = new Head() {
            @Override
            public void add(String header, String value) {
                throw new IllegalStateException("on purpose");
            }
        };
        Visit visit = begin(failing, Map.of(), head);
        visit.served();
        visit.wrote(5);
        visit.left();
        assertThat(errors).hasSize(1);
    }
}
