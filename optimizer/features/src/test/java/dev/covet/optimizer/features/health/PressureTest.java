package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Loan;
import dev.covet.optimizer.engine.signal.PoolHealthSignal.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PressureTest {
    private final HealthRun run = new HealthRun();

    @Test
    void threeQuartersOut_forAWhile_isToldAndDegraded() {
        run.used = 3;
        List<Loan> out = new ArrayList<>(List.of(run.borrow(null), run.borrow(null), run.borrow(null)));
        run.look(Duration.ofSeconds(9));
        assertThat(run.findings()).noneMatch(text -> text.contains("COVET-4501"));
        assertThat(run.state().health()).isEqualTo(State.HEALTHY);
        run.look(Duration.ofSeconds(4));
        assertThat(run.findings())
                .anyMatch(text -> text.contains("COVET-4501 [pool=orders] Of 4 connections 3 are out"));
        assertThat(run.state().health()).isEqualTo(State.DEGRADED);
        out.forEach(run::giveBack);
        run.used = 0;
        run.look(Duration.ofSeconds(2));
        assertThat(run.state().health()).isEqualTo(State.HEALTHY);
    }

    @Test
    void allOutAndOneWaits_isToldOnceInTenMinutes() {
        run.used = 4;
        run.borrow(null);
        run.watching.asking(HealthRun.POOL);
        run.look(Duration.ofSeconds(3));
        assertThat(run.state().health()).isEqualTo(State.UNHEALTHY);
        assertThat(run.findings())
                .filteredOn(text -> text.contains("COVET-4502"))
                .hasSize(1);
        run.look(Duration.ofMinutes(9));
        assertThat(run.findings())
                .filteredOn(text -> text.contains("COVET-4502"))
                .hasSize(1);
        run.look(Duration.ofMinutes(2));
        assertThat(run.findings())
                .filteredOn(text -> text.contains("COVET-4502"))
                .hasSize(2);
    }

    @Test
    void threadGaveUp_isUnhealthyForAWhile() {
        run.borrow(null);
        run.look(Duration.ofSeconds(1));
        run.watching.asking(HealthRun.POOL);
        run.watching.refused(HealthRun.POOL, true, 1_000_000);
        run.look(Duration.ofSeconds(2));
        assertThat(run.state().health()).isEqualTo(State.UNHEALTHY);
        run.look(Duration.ofSeconds(12));
        assertThat(run.state().health()).isEqualTo(State.HEALTHY);
        assertThat(run.state().waiting()).isZero();
    }

    @Test
    void poolMuchLargerThanWhatWasWanted_isToldOnceAnHour() {
        run.most = 50;
        for (int i = 0; i < 1_000; i++) {
            run.giveBack(run.borrow(null));
        }
        run.look(Duration.ofMinutes(9));
        assertThat(run.findings()).isEmpty();
        run.look(Duration.ofMinutes(40));
        assertThat(run.findings())
                .hasSize(1)
                .allMatch(text -> text.startsWith("COVET-4512 [pool=orders] The pool may be smaller: it allows 50"));
        run.look(Duration.ofMinutes(25));
        assertThat(run.findings()).hasSize(2);
        assertThat(new LiveView(run.watching).pools()).contains("advice: The pool may be smaller");
    }

    @Test
    void sizing_ofAPoolThatIsTooSmall_saysHowMany() {
        Sizing small = new Sizing(10, 12, 18, 9.5, 80_000_000, 3, 1);
        assertThat(small.advice()).startsWith("The pool is too small").contains("else allow 19");
        assertThat(new Sizing(10, 5, 8, 3.0, 1_000, 0, 1).advice()).isEmpty();
    }

    @Test
    void spread_isWithinAQuarter() {
        Spread spread = new Spread();
        for (int i = 1; i <= 1_000; i++) {
            spread.record(i * 1_000L);
        }
        assertThat(spread.atMost(0.5)).isBetween(500_000L, 625_000L);
        assertThat(spread.atMost(0.99)).isBetween(990_000L, 1_240_000L);
        assertThat(new Spread().atMost(0.5)).isZero();
    }

    @Test
    void demand_isKeptForAnHourAtLeastAndTwoAtMost() {
        Demand demand = new Demand();
        for (int i = 0; i < 100; i++) {
            demand.record(i < 95 ? 2 : 9);
        }
        assertThat(demand.enough(0.95)).isEqualTo(2);
        assertThat(demand.enough(0.99)).isEqualTo(9);
        for (int i = 0; i < 7_200; i++) {
            demand.record(1);
        }
        assertThat(demand.enough(1.0)).isEqualTo(1);
    }
}
