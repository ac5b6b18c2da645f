package org.madaline.formats.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells from the beginning of a file how it is written.
///
/// - Separator: of comma, semicolon, tab and `|` the one that cuts most records into as many cells as the first; of equal ones that
///   which leaves more numbers, then tab, semicolon, `|`, comma. A line `sep=;` at the top decides it.
/// - Quote: `"`, unless only `'` stands around cells.
/// - Comments: lines that begin with `#`, unless they have as many cells as the others.
/// - Decimal mark: what more columns speak for; without any, a comma where only `1,234` and the like occur and the separator
///   is another, else the point.
/// - Header: see [HeaderRule].
final class Sniffer {
    private static final char[] SEPARATORS = {'\t', ';', '|', ','};
    private static final int RECORDS = 500;
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=([^\"'#\\p{Alnum}\r\n\0])\"?(?:\r\n|\r|\n)", Pattern.CASE_INSENSITIVE);

    private final String sample;
    private final CsvOptions options;
    private final Optional<Character> declared;
    private final boolean cut;

    /// @param cut whether the file goes on behind the sample
    Sniffer(String sample, boolean cut, CsvOptions options) {
        Matcher line = SEPARATOR_LINE.matcher(sample);
        this.declared = line.lookingAt() ? Optional.of(line.group(1).charAt(0)) : Optional.empty();
        this.sample = declared.isPresent() ? sample.substring(line.end()) : sample;
        this.cut = cut;
        this.options = options;
    }

    /// Whether the first line is no record, but says what the separator is.
    boolean separatorLine() {
        return declared.isPresent();
    }

    /// Whether blanks stand between a separator and a quote, so that `a, "b, c"` is two cells.
    boolean blanksBeforeQuotes(CsvDialect dialect) {
        return dialect.separator() != '\t' && sample.contains(dialect.separator() + " " + dialect.quote());
    }

    CsvDialect dialect(String encoding, boolean packed) {
        char quote = options.quote().orElseGet(this::quote);
        char hash = options.comment().orElse(sample.startsWith("#") || sample.contains("\n#") || sample.contains("\r#") ? '#' : '\0');
        char separator = options.separator().or(() -> declared).orElseGet(() -> separator(quote, hash));
        char comment = options.comment().isPresent() || hash == 0 || commentsDiffer(separator, quote) ? hash : '\0';
        List<List<String>> records = records(separator, quote, comment);
        char decimal = options.decimal().orElseGet(() -> decimal(records, separator));
        var numbers = new NumberStyle(decimal, options.thousands().filter(mark -> mark != decimal));
        boolean header = options.header().orElseGet(() -> new HeaderRule(records, numbers).holds());
        return new CsvDialect(
                separator, quote, decimal, options.thousands(), header, encoding, comment, packed, 0, 0, 0, 0);
    }

    private char quote() {
        if (sample.indexOf('"') >= 0 || sample.indexOf('\'') < 0) {
            return '"';
        }
        // A cell in single quotes: between line ends or separators on both sides.
        Matcher cells = Pattern.compile("(?m)(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|]|$)").matcher(sample);
        return cells.find() && cells.find() ? '\'' : '"';
    }

    /// The records of the sample, at most [#RECORDS]; of a cut one all but the last.
    private List<List<String>> records(char separator, char quote, char comment) {
        List<List<String>> records = new ArrayList<>();
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .allowUnclosedQuote(true)
                .commentStrategy(comment == 0 ? CommentStrategy.NONE : CommentStrategy.SKIP)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(CsvFile.BUFFER);
        if (comment != 0) {
            builder.commentCharacter(comment);
        }
        try (CsvReader<CsvRecord> reader = builder.build(CsvFile.handler(), sample)) {
            for (CsvRecord record : reader) {
                records.add(record.getFields());
                if (records.size() == RECORDS) {
                    return records;
                }
            }
        } catch (java.io.IOException | CsvParseException e) {
            // What is wrong will be said when the file itself is read.
            return records;
        }
        if (cut && records.size() > 1) {
            records.removeLast();
        }
        return records;
    }

    private char separator(char quote, char comment) {
        char best = ',';
        double bestScore = 0;
        double bestNumbers = 0;
        for (char candidate : SEPARATORS) {
            if (sample.indexOf(candidate) < 0 || candidate == quote || candidate == comment) {
                continue;
            }
            List<List<String>> records = records(candidate, quote, comment);
            int width = records.isEmpty() ? 0 : records.getFirst().size();
            if (width < 2) {
                continue;
            }
            double score = (double) records.stream().filter(record -> record.size() == width).count() / records.size();
            double numbers = numbers(records);
            if (score > bestScore || score == bestScore && numbers > bestNumbers) {
                best = candidate;
                bestScore = score;
                bestNumbers = numbers;
            }
        }
        return best;
    }

    /// The share of cells that are numbers with one decimal mark or the other.
    private static double numbers(List<List<String>> records) {
        long cells = 0;
        long numbers = 0;
        for (List<String> record : records) {
            for (String cell : record.subList(0, Math.min(record.size(), 1000))) {
                cells++;
                boolean number = !Double.isNaN(NumberStyle.POINT.parse(cell)) || !Double.isNaN(NumberStyle.COMMA.parse(cell));
                numbers += number ? 1 : 0;
            }
        }
        return cells == 0 ? 0 : (double) numbers / cells;
    }

    /// Whether lines that begin with # have other numbers of cells than most of the others.
    private boolean commentsDiffer(char separator, char quote) {
        Map<Integer, Integer> widths = new HashMap<>();
        Set<Integer> marked = new HashSet<>();
        for (List<String> record : records(separator, quote, '\0')) {
            if (record.getFirst().startsWith("#")) {
                marked.add(record.size());
            } else {
                widths.merge(record.size(), 1, Integer::sum);
            }
        }
        int most = widths.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
        return most == 1 || !marked.contains(most);
    }

    private static char decimal(List<List<String>> records, char separator) {
        int columns = records.isEmpty() ? 0 : Math.min(records.getFirst().size(), 1000);
        int votes = 0;
        int ambiguousCommas = 0;
        int ambiguous = 0;
        for (int c = 0; c < columns; c++) {
            var column = new DecimalVotes();
            for (List<String> record : records) {
                if (c < record.size()) {
                    column.add(record.get(c));
                }
            }
            votes += column.decided().map(mark -> mark == ',' ? 1 : -1).orElse(0);
            ambiguous += column.ambiguous() > 0 ? 1 : 0;
            ambiguousCommas += column.onlyCommasAmbiguous() ? 1 : 0;
        }
        boolean onlyCommas = votes == 0 && separator != ',' && ambiguous > 0 && ambiguous == ambiguousCommas;
        return votes > 0 || onlyCommas ? ',' : '.';
    }
}
