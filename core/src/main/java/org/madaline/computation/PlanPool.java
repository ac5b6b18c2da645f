package org.madaline.computation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Plans that callers borrow, one at a time each, within a bound on their number whatever callers do: so many run at
/// once, and who comes then waits; so many stay idle for the next call, those of the sizes that were used last. When idle plans of
/// other sizes than the last take more than a number of bytes, the oldest go.
///
/// @param <K> what a plan depends on, such as the sizes of a batch
/// @param <P> a plan, with whatever belongs to it
public final class PlanPool<K, P> {
    /// The bounds: at most `running` plans run at once; at most `idle` wait for calls; those of other sizes than the last within
    /// `otherBytes`.
    ///
    /// @param running plans at once, at least 1
    /// @param idle plans that wait for calls, at least 1
    /// @param otherBytes of idle plans for other sizes than the last
    public record Bounds(int running, int idle, long otherBytes) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if nothing could run or stay
        public Bounds {
            if (running < 1 || idle < 1 || otherBytes < 0) {
                throw new IllegalArgumentException("a pool of plans needs at least 1 that runs and 1 that stays, not " + running + " and "
                        + idle);
            }
        }

        /// As many at once as the machine has processors, since more are no faster; as many, but at least 8, stay; those of other
        /// sizes than the last within 256 MiB.
        ///
        /// @return bounds for this machine
        public static Bounds usual() {
            int processors = Runtime.getRuntime().availableProcessors();
            return new Bounds(processors, Math.max(8, processors), 256L << 20);
        }
    }

    /// What a pool holds and has held.
    ///
    /// @param made plans since it began
    /// @param idle plans that wait for a call
    /// @param bytes of these
    /// @param most plans that were there at once, running or idle
    /// @param mostBytes that these took at once
    public record Held(long made, int idle, long bytes, int most, long mostBytes) {}

    private final Function<K, P> make;
    private final ToLongFunction<P> size;
    private final Bounds bounds;
    private final Object making = new Object();
    private final Map<K, Deque<P>> idle = new LinkedHashMap<>(16, 0.75f, true);
    private int idleCount;
    private long idleBytes;
    private int running;
    private long runningBytes;
    private long made;
    private int most;
    private long mostBytes;

    /// An empty pool.
    ///
    /// @param make a plan; called by one thread at a time
    /// @param bytes of a plan
    /// @param bounds on the number of plans and on their memory
    public PlanPool(Function<K, P> make, ToLongFunction<P> bytes, Bounds bounds) {
        this.make = make;
        this.size = bytes;
        this.bounds = bounds;
    }

    /// Runs something with a plan that nobody else uses meanwhile. Must not be called from within itself.
    ///
    /// @param <T> what is made of it
    /// @param key what the plan is for
    /// @param use must not keep the plan
    /// @return what `use` returns
    public <T> T with(K key, Function<P, T> use) {
        P plan = take(key);
        boolean whole = false;
        try {
            if (plan == null) {
                plan = make(key);
            }
            T result = use.apply(plan);
            whole = true;
            return result;
        } finally {
            giveBack(key, plan, whole);
        }
    }

    /// An idle plan, or the right to make one.
    private synchronized P take(K key) {
        boolean interrupted = false;
        while (running == bounds.running()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        running++;
        Deque<P> plans = idle.get(key);
        P plan = plans == null ? null : plans.pollLast();
        if (plan != null) {
            idleCount--;
            idleBytes -= size.applyAsLong(plan);
            runningBytes += size.applyAsLong(plan);
        } else {
            // Room for the one to be made.
            shrink(key, bounds.idle() - 1);
        }
        return plan;
    }

    private P make(K key) {
        P plan;
        synchronized (making) {
            plan = make.apply(key);
        }
        synchronized (this) {
            made++;
            runningBytes += size.applyAsLong(plan);
            count();
        }
        return plan;
    }

    /// @param plan null if it could not be made
    /// @param whole whether it ran to its end, so that it can run again
    private synchronized void giveBack(K key, P plan, boolean whole) {
        running--;
        if (plan != null) {
            runningBytes -= size.applyAsLong(plan);
        }
        if (whole) {
            Deque<P> plans = idle.get(key);
            if (plans == null) {
                plans = new ArrayDeque<>();
                idle.put(key, plans);
            }
            plans.addLast(plan);
            idleCount++;
            idleBytes += size.applyAsLong(plan);
            shrink(key, bounds.idle());
        }
        count();
        notify();
    }

    private void count() {
        most = Math.max(most, running + idleCount);
        mostBytes = Math.max(mostBytes, runningBytes + idleBytes);
    }

    /// Lets the idle plans go that were used longest ago, as far as there are more than `number`, or those of other keys take too much.
    private void shrink(K key, int number) {
        if (idleCount <= number && idleBytes <= bounds.otherBytes()) {
            return;
        }
        Deque<P> same = idle.get(key);
        long sameBytes = same == null ? 0 : same.stream().mapToLong(size).sum();
        Iterator<Map.Entry<K, Deque<P>>> eldest = idle.entrySet().iterator();
        while (eldest.hasNext() && (idleCount > number || idleBytes - sameBytes > bounds.otherBytes())) {
            Deque<P> plans = eldest.next().getValue();
            while (!plans.isEmpty() && (idleCount > number || plans != same && idleBytes - sameBytes > bounds.otherBytes())) {
                idleCount--;
                long bytes = size.applyAsLong(plans.pollFirst());
                idleBytes -= bytes;
                sameBytes -= plans == same ? bytes : 0;
            }
            if (plans.isEmpty()) {
                eldest.remove();
            }
        }
    }

    /// What the pool holds at this moment, and has held.
    ///
    /// @return plans and bytes
    public synchronized Held held() {
        return new Held(made, idleCount, idleBytes, most, mostBytes);
    }
}
