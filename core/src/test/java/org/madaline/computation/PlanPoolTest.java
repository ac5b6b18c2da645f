package org.madaline.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlanPoolTest {
    private final AtomicInteger made = new AtomicInteger();

    private PlanPool<Integer, int[]> pool(int running, int idle, long otherBytes) {
        return new PlanPool<>(key -> new int[] {key, made.getAndIncrement()}, plan -> plan[0],
                new PlanPool.Bounds(running, idle, otherBytes));
    }

    @Test
    void whoComesWhileAsManyRunAsMayWaits() throws InterruptedException {
        PlanPool<Integer, int[]> pool = pool(1, 4, 0);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable call = () -> pool.with(3, plan -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            entered.countDown();
            awaitLatch(go);
            return inside.decrementAndGet();
        });
        Thread first = Thread.ofPlatform().start(call);
        entered.await();
        Thread second = Thread.ofPlatform().start(call);
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        first.join();
        second.join();
        assertThat(most).hasValue(1);
        assertThat(made).hasValue(1);
        assertThat(pool.held()).isEqualTo(new PlanPool.Held(1, 1, 3, 1, 3));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSizesThatWereUsedLastStay() {
        PlanPool<Integer, int[]> pool = pool(2, 2, 1000);
        pool.with(1, plan -> plan);
        pool.with(2, plan -> plan);
        pool.with(1, plan -> plan);
        pool.with(3, plan -> plan);
        assertThat(pool.<Integer>with(1, plan -> plan[1])).isZero();
        assertThat(pool.<Integer>with(2, plan -> plan[1])).isEqualTo(3);
        assertThat(pool.held().most()).isEqualTo(2);
    }

    @Test
    void plansOfOtherSizesGoWhereTheyTakeTooMuch() {
        PlanPool<Integer, int[]> pool = pool(2, 8, 100);
        pool.with(60, plan -> plan);
        pool.with(50, plan -> plan);
        assertThat(pool.held().bytes()).isEqualTo(110);
        pool.with(1000, plan -> plan);
        assertThat(pool.held().bytes()).isEqualTo(1050);
        pool.with(7, plan -> plan);
        assertThat(pool.held().bytes()).isEqualTo(7);
    }

    @Test
    void aPlanThatFailedIsNotUsedAgainAndBlocksNobody() {
        PlanPool<Integer, int[]> pool = pool(1, 4, 0);
        assertThatThrownBy(() -> pool.with(1, plan -> {
            throw new IllegalStateException("broken");
        })).hasMessage("broken");
        assertThat(pool.<Integer>with(1, plan -> plan[1])).isEqualTo(1);
        PlanPool<Integer, int[]> none = new PlanPool<>(key -> {
            throw new IllegalArgumentException("no plan for " + key);
        }, plan -> 1, new PlanPool.Bounds(1, 1, 0));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> none.with(5, plan -> plan)).hasMessage("no plan for 5");
        }
        assertThat(none.held()).isEqualTo(new PlanPool.Held(0, 0, 0, 0, 0));
    }

    @Test
    void boundsThatLeaveNothingAreRefused() {
        assertThatThrownBy(() -> new PlanPool.Bounds(0, 1, 0)).hasMessageContaining("at least 1 that runs");
    }
}
