package dev.covet.optimizer.callsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallSiteTest {
    /** The only code here that is no library: ours is left out by its loader. */
    @Test
    void here_amongLibrariesOnly_isEmpty() {
        CallSite[] seen = new CallSite[1];
        List.of(1).forEach(each -> seen[0] = CallSite.here());

        assertThat(seen[0]).isEqualTo(CallSite.NONE);
    }

    private static StackTraceElement frame(String type, String method) {
        return new StackTraceElement(type, method, "File.java", 7);
    }

    /** As a driver's error below a pool has it. */
    private static final StackTraceElement[] STACK = {
        frame("org.postgresql.A", "read"),
        frame("org.postgresql.B", "results"),
        frame("org.postgresql.C", "execute"),
        frame("org.postgresql.D", "execute"),
        frame("dev.covet.instrumentation.jdbc.CovetStatement", "execute"),
        frame("org.postgresql.E", "update"),
        frame("com.zaxxer.hikari.pool.ProxyStatement", "update"),
        frame("com.zaxxer.hikari.pool.HikariProxyStatement", "update"),
        frame("shop.Stock", "take"),
        frame("shop.Orders", "place"),
        frame("java.lang.Thread", "run")
    };

    @Test
    void of_aStack_isTheFirstMethodOfTheApplication() {
        assertThat(CallSite.of(STACK).method()).isEqualTo("shop.Stock.take(File.java:7)");
        assertThat(CallSite.of(new StackTraceElement[0]).method()).isEmpty();
    }

    @Test
    void lines_leaveOutWhatIsBetweenTheInnermostAndTheApplication() {
        assertThat(CallSite.lines(STACK, 6).lines())
                .containsExactly(
                        "",
                        "    at org.postgresql.A.read(File.java:7)",
                        "    at org.postgresql.B.results(File.java:7)",
                        "    …",
                        "    at org.postgresql.E.update(File.java:7)",
                        "    at com.zaxxer.hikari.pool.ProxyStatement.update(File.java:7)",
                        "    at com.zaxxer.hikari.pool.HikariProxyStatement.update(File.java:7)",
                        "    at shop.Stock.take(File.java:7)",
                        "    …");
        assertThat(CallSite.lines(new StackTraceElement[] {frame("shop.Stock", "take")}, 6))
                .isEqualTo("\n    at shop.Stock.take(File.java:7)");
    }
}
