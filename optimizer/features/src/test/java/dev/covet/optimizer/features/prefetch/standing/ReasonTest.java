package dev.covet.optimizer.features.prefetch.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    @ParameterizedTest
    @EnumSource
    void reason_standsBehindBecause_andIsAdvised(Reason reason) {
        assertThat(reason.sentence()).doesNotEndWith(".").isNotBlank();
        assertThat(reason.advice()).endsWith(".");
        assertThat(reason.plain()).isEqualTo(new Standing(reason, "")).isSameAs(reason.plain());
        assertThat(reason.plain().because()).isEqualTo(reason.sentence());
    }

    @Test
    void reasonWithADetail_saysBoth() {
        Standing standing = new Standing(Reason.RULE, "the function f is volatile");

        assertThat(standing.because()).isEqualTo("the function f is volatile");
        assertThat(standing.text()).isEqualTo(Reason.RULE.sentence() + ": the function f is volatile");
        assertThat(standing.state()).isEqualTo(PairState.RULED_OUT);
    }

    @Test
    void everyState_hasAReason_andReasonsDiffer() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::state)).contains(PairState.values());
        assertThat(Arrays.stream(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
    }

    @Test
    void page_hasEachReason() throws IOException {
        List<String> page = Files.readAllLines(Path.of(System.getProperty("covet.root"), "docs/prefetch.md"));
        for (Reason reason : Reason.values()) {
            String row = "| `" + reason.state().word() + "` | " + reason.sentence() + " | " + reason.advice() + " |";
            assertThat(page).contains(row);
        }
    }
}
