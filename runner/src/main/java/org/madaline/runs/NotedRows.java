package org.madaline.runs;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.madaline.features.Unlabelled;
import org.madaline.table.EncodedRow;
import org.madaline.table.TableNotice;
import org.madaline.table.TableRows;
import org.madaline.tensor.Shape;

/// Rows of a table that keep, of those that were read, what was the matter with their cells: encoding a row tells both.
final class NotedRows implements Unlabelled {
    private final TableRows rows;
    private final AtomicReferenceArray<List<TableNotice>> notices;

    NotedRows(TableRows rows) {
        this.rows = rows;
        this.notices = new AtomicReferenceArray<>(rows.size());
    }

    /// What was the matter with a row that has been read.
    List<TableNotice> notices(int index) {
        return notices.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Shape inputShape() {
        return rows.inputShape();
    }

    @Override
    public double[] x(int index) {
        EncodedRow row = rows.encoded(index);
        notices.set(index, List.copyOf(row.notices()));
        return row.values();
    }
}
