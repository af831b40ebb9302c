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
}
