package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.demo.Attempts.Attempt;
import dev.covet.demo.Attempts.Share;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long KILLED = Long.MAX_VALUE - at(10);

    private final Attempts attempts = new Attempts();

    /** The clock may pass its highest number meanwhile. */
    private static long at(double seconds) {
        return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private void write(String name, double sent, double ended, boolean succeeded) {
        attempts.add(new Attempt(name, KILLED + at(sent), KILLED + at(ended), succeeded));
    }

    private void read(double sent, double ended, boolean succeeded) {
        attempts.add(new Attempt(null, KILLED + at(sent), KILLED + at(ended), succeeded));
    }

    @Test
    void errors_countBySecondsInWhichTheyWereSent() {
        write("before", -0.5, -0.4, false);
        write("one", 0.1, 2.1, false);
        read(0.9, 2.9, false);
        read(1.5, 1.6, true);
        read(15, 15.1, false);
        assertThat(attempts.errorSeconds(KILLED)).isEqualTo(2);
        assertThat(attempts.waitedFor(at(2), KILLED)).isEqualTo(2);
        assertThat(attempts.sent(true, KILLED)).isEqualTo(new Share(0, 1));
        assertThat(attempts.sent(false, KILLED)).isEqualTo(new Share(1, 2)).hasToString("1 ok, 2 failed");
    }

    @Test
    void secondsThatAreShown_haveWhatEndedInThem() {
        write("one", 0.1, 2.1, false);
        write("two", 2.0, 2.2, true);
        read(2.0, 2.3, true);
        write("three", 2.9, 3.0, true);
        assertThat(attempts.ended(true, KILLED + at(2), KILLED + at(3))).isEqualTo(new Share(1, 1));
        assertThat(attempts.ended(false, KILLED + at(2), KILLED + at(3))).isEqualTo(new Share(1, 0));
    }

    @Test
    void writes_areRestoredByTheFirstThatWasSentAfterwards() {
        write("on its way", -0.1, 0.1, true);
        assertThat(attempts.hasWritten()).isTrue();
        assertThat(attempts.firstWritten(KILLED)).isNull();
        write("refused", 1, 1.1, false);
        read(1, 1.1, true);
        write("second", 12.2, 12.5, true);
        write("first", 12.1, 12.4, true);
        assertThat(attempts.firstWritten(KILLED)).isEqualTo(KILLED + at(12.4));
        assertThat(attempts.writtenBefore(KILLED)).containsExactly("on its way");
        assertThat(attempts.writtenSince(KILLED)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void readsAlone_areNoWrites() {
        read(1, 1.1, true);
        assertThat(attempts.hasWritten()).isFalse();
    }
}
