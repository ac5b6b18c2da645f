package org.madaline.kernels.spatial;

import java.util.List;

/// All runs of a result: each of its rows is cut into the same segments of columns.
final class Runs {
    private final SpatialAxis rows;
    private final SpatialAxis columns;
    private final List<SpatialAxis.Segment> segments;
    private final Run[][] runs;
    private final int channels;
    private final int tapStep;
    private final int tapRowStep;
    private final int pixelStep;

    /// @param channels of source and result
    /// @param tapStep from a tap's weights to those of the next tap in ascending order of the source
    /// @param tapRowStep from a tap's weights to those of the next row of taps
    /// @param pixelStep from one pixel of the result to the next
    Runs(SpatialAxis rows, SpatialAxis columns, int channels, int tapStep, int tapRowStep, int pixelStep) {
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        this.tapStep = tapStep;
        this.tapRowStep = tapRowStep;
        this.pixelStep = pixelStep;
        segments = columns.segments();
        int most = 0;
        for (int valid : rows.valid()) {
            most = Math.max(most, valid);
        }
        runs = new Run[most + 1][segments.size()];
        for (int valid = 0; valid <= most; valid++) {
            for (int s = 0; s < segments.size(); s++) {
                runs[valid][s] = run(valid, segments.get(s));
            }
        }
    }

    private Run run(int valid, SpatialAxis.Segment segment) {
        return new Run(channels, segment.count(), valid, columns.valid()[segment.begin()], segment.step() * channels,
                rows.spacing() * columns.size() * channels, columns.spacing() * channels, tapRowStep, tapStep, pixelStep);
    }

    /// Runs in each row.
    int count() {
        return segments.size();
    }

    Run get(int row, int segment) {
        return runs[rows.valid()[row]][segment];
    }

    /// The first column of the result in a segment.
    int column(int segment) {
        return segments.get(segment).begin();
    }

    /// Where the run's first tap lies in an image of the source.
    int source(int row, int segment) {
        return (rows.first(row) * columns.size() + columns.first(column(segment))) * channels;
    }

    /// Where the weights of the run's first tap lie, relative to those of the first of all taps.
    int weights(int row, int segment) {
        return rows.skipped()[row] * tapRowStep + columns.skipped()[column(segment)] * tapStep;
    }
}
