package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FenceTest {
    private final Fence fence = new Fence();

    @AfterEach
    void leave() {
        UnitOfWork.enter(null);
    }

    @Test
    void mark_nothingHeard_holds() {
        assertThat(fence.holds(fence.mark())).isTrue();
    }

    @Test
    void heard_endsWhatWasMarkedBefore() {
        long before = fence.mark();
        fence.heard();

        assertThat(fence.holds(before)).isFalse();
        assertThat(fence.holds(fence.mark())).isTrue();
    }

    @Test
    void call_nothingHoldsUntilItHasEnded_norAfterwardsWhatWasMarkedMeanwhile() {
        long before = fence.mark();
        fence.began();
        long meanwhile = fence.mark();
        assertThat(fence.isCalling()).isTrue();
        assertThat(fence.holds(before)).isFalse();
        assertThat(fence.holds(meanwhile)).isFalse();

        fence.ended();

        assertThat(fence.isCalling()).isFalse();
        assertThat(fence.holds(before)).isFalse();
        assertThat(fence.holds(meanwhile)).isFalse();
        assertThat(fence.holds(fence.mark())).isTrue();
    }

    @Test
    void calls_twoAtOnce_bothHaveToEnd() {
        fence.began();
        fence.began();
        fence.ended();

        assertThat(fence.holds(fence.mark())).isFalse();
    }

    @Test
    void isUnasked_untilTheNextMark() {
        assertThat(fence.isUnasked()).isTrue();
        fence.mark();
        assertThat(fence.isUnasked()).isFalse();
        fence.heard();
        assertThat(fence.isUnasked()).isTrue();
    }

    @Test
    void known_withoutUnit_isThatOfTheThread_onceAsked() throws Exception {
        Fence mine = Fence.current();

        assertThat(Fence.known()).isSameAs(mine);
        assertThat(CompletableFuture.supplyAsync(Fence::current).get()).isNotSameAs(mine);
    }

    @Test
    void current_withUnit_isThatOfTheUnit_onAnyThread() throws Exception {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0);
        Fence ofThread = Fence.current();
        UnitOfWork.enter(work);

        assertThat(Fence.current()).isSameAs(work.fence()).isNotSameAs(ofThread);
        Fence elsewhere = CompletableFuture.supplyAsync(() -> {
                    UnitOfWork before = UnitOfWork.enter(work);
                    try {
                        return Fence.current();
                    } finally {
                        UnitOfWork.enter(before);
                    }
                })
                .get();
        assertThat(elsewhere).isSameAs(work.fence());
    }
}
