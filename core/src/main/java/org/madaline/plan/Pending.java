package org.madaline.plan;

import java.util.List;
import java.util.function.Supplier;
import org.madaline.kernels.Step;

/// A step whose buffers have no place yet.
record Pending(List<Buffer> reads, List<Buffer> writes, Supplier<Step> bind) {}
