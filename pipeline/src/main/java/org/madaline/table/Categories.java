package org.madaline.table;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.madaline.formats.csv.NumberStyle;

/// A list of texts that finds the place of one at once.
final class Categories extends AbstractList<String> implements RandomAccess {
    /// Numbers by their value, then texts.
    static final Comparator<String> ORDER = Comparator.<String>comparingDouble(text -> {
                double number = NumberStyle.POINT.parse(text);
                return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
            })
            .thenComparing(Comparator.naturalOrder());

    private final List<String> texts;
    private final Map<String, Integer> places = new HashMap<>();

    private Categories(List<String> texts) {
        this.texts = List.copyOf(texts);
        for (String text : this.texts) {
            if (places.put(text, places.size()) != null) {
                throw new IllegalArgumentException("the category '" + text + "' is there twice");
            }
        }
    }

    static List<String> of(List<String> texts) {
        return texts instanceof Categories ? texts : new Categories(texts);
    }

    @Override
    public String get(int index) {
        return texts.get(index);
    }

    @Override
    public int size() {
        return texts.size();
    }

    @Override
    public int indexOf(Object text) {
        return places.getOrDefault(text, -1);
    }

    @Override
    public boolean contains(Object text) {
        return places.containsKey(text);
    }
}
