package org.madaline.table;

import java.util.AbstractList;
import java.util.List;
import java.util.Set;

/// A list of texts that knows at once whether it holds one.
final class Spellings extends AbstractList<String> {
    private final List<String> texts;
    private final Set<String> set;

    private Spellings(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.set = Set.copyOf(texts);
    }

    static List<String> of(List<String> texts) {
        return texts instanceof Spellings ? texts : new Spellings(texts);
    }

    Set<String> set() {
        return set;
    }

    @Override
    public String get(int index) {
        return texts.get(index);
    }

    @Override
    public int size() {
        return texts.size();
    }
}
