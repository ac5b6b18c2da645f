package org.madaline.formats.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.csv.TableCollector;

/// Reads the rows that a database answers with. What it is asked stands in a text: in the first line the address of the database,
/// `jdbc:...`, below it a query that puts its rows in order. The database's driver is looked for on the class path; without one
/// nothing is connected to. Addresses may hold passwords, so that messages show their beginning only.
final class JdbcQuery {
    private static final Pattern ORDERED = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern KIND = Pattern.compile("jdbc:[A-Za-z0-9]{1,20}");
    private static final long MAX_CELLS = 1L << 30;
    private static final int FETCHED = 1000;

    private JdbcQuery() {}

    /// Whether a text that begins so is one.
    static boolean begins(String head) {
        return KIND.matcher(head).lookingAt();
    }

    /// @param name of the text, for messages
    /// @throws FormatException if the database does not answer, or in no order
    static RawTable read(String name, String text) throws FormatException {
        String[] parts = text.split("\\R", 2);
        String url = parts[0].strip();
        String query = parts.length < 2 ? "" : parts[1].strip().replaceFirst(";$", "");
        if (!ORDERED.matcher(query).find()) {
            throw new FormatException(name, query.isEmpty()
                    ? "names a database in its first line, but there is no query below it"
                    : "the query has no ORDER BY; without it a database may give its rows in another order each time");
        }
        var kind = KIND.matcher(url);
        String shown = kind.lookingAt() ? kind.group().toLowerCase(Locale.ROOT) : "jdbc";
        if (DriverManager.drivers().noneMatch(driver -> accepts(driver, url))) {
            throw new FormatException(name, "no driver for " + shown + " is on the class path; add it, as by MADALINE_OPTS=\"-cp driver.jar\"");
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            // Some drivers fetch all rows at once otherwise.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (ResultSet rows = statement.executeQuery(query)) {
                    return table(name, shown, rows);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new FormatException(name, shown + " says: " + (reason.length() > 200 ? reason.substring(0, 200) : reason), e);
        }
    }

    private static boolean accepts(java.sql.Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    private static RawTable table(String name, String shown, ResultSet rows) throws SQLException, FormatException {
        ResultSetMetaData about = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int c = 1; c <= about.getColumnCount(); c++) {
            columns.add(about.getColumnLabel(c));
        }
        var cells = new TableCollector(columns, Long.MAX_VALUE);
        int count = 0;
        while (rows.next()) {
            count++;
            if ((long) count * columns.size() > MAX_CELLS) {
                throw new FormatException(name, "the query has more than " + MAX_CELLS + " cells");
            }
            for (int c = 0; c < columns.size(); c++) {
                Object value = rows.getObject(c + 1);
                try {
                    cells.add(c, value == null ? "" : value instanceof Boolean ? value.toString() : rows.getString(c + 1));
                } catch (IllegalArgumentException e) {
                    throw new FormatException(name, "row " + count + ", column " + columns.get(c) + " " + e.getMessage(), e);
                }
            }
        }
        if (count == 0) {
            throw new FormatException(name, "the query has no rows");
        }
        return cells.table(name, "query of " + shown, "row", IntStream.rangeClosed(1, count).toArray());
    }
}
