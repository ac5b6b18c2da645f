package org.madaline.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// With a driver of our own that knows one table.
class JdbcQueryTest {
    private static final Object[][] ROWS = {{1.5, "a,\"b", true}, {null, "007", false}};
    private static final List<String> NAMES = List.of("x", "code", "x");

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Driver driver = answering(Driver.class, Map.of(
            "acceptsURL", words -> words[0].toString().startsWith("jdbc:made:"), "connect", _ -> connection()));

    /// What answers to some methods, and to others with nothing.
    private static <T> T answering(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, words) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            return answer != null ? answer.apply(words) : method.getName().equals("hashCode") ? 1 : method.getName().equals("equals") ? proxy == words[0] : null;
        }));
    }

    private Connection connection() {
        int[] at = {-1};
        ResultSetMetaData about = answering(ResultSetMetaData.class, Map.of("getColumnCount", _ -> 3, "getColumnLabel", c -> NAMES.get((int) c[0] - 1)));
        ResultSet rows = answering(ResultSet.class, Map.of(
                "next", _ -> ++at[0] < ROWS.length, "getMetaData", _ -> about,
                "getObject", c -> ROWS[at[0]][(int) c[0] - 1], "getString", c -> String.valueOf(ROWS[at[0]][(int) c[0] - 1])));
        Statement statement = answering(Statement.class, Map.of("executeQuery", query -> {
            asked.add(query[0].toString());
            return rows;
        }));
        return answering(Connection.class, Map.of("createStatement", _ -> statement));
    }

    @BeforeEach
    void register() throws SQLException {
        DriverManager.registerDriver(driver);
    }

    @AfterEach
    void deregister() throws SQLException {
        DriverManager.deregisterDriver(driver);
    }

    private RawTable read(String text) throws IOException {
        return TableFile.read("q.sql", Files.writeString(folder.resolve("q.sql"), text), org.madaline.formats.csv.CsvOptions.DETECT);
    }

    @Test
    void theRowsOfAQueryAreATable() throws IOException {
        RawTable table = read("jdbc:made:db?password=secret\nselect x, code, y as x\nfrom t order\n by id;\n");
        assertThat(asked).containsExactly("select x, code, y as x\nfrom t order\n by id");
        assertThat(table.columns()).containsExactly("x", "code", "x.2");
        assertThat(table.row(0)).isEqualTo(Map.of("x", "1.5", "code", "a,\"b", "x.2", "true"));
        assertThat(table.row(1)).isEqualTo(Map.of("x", "", "code", "007", "x.2", "false"));
        assertThat(table).hasToString("q.sql: query of jdbc:made, 2 rows, 3 columns");
        assertThat(table.place(1)).isEqualTo("row 2");
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        assertThatThrownBy(() -> read("jdbc:made:db\nselect x from t\n")).isInstanceOf(FormatException.class).hasMessageContaining("no ORDER BY");
        assertThatThrownBy(() -> read("jdbc:made:db\n")).isInstanceOf(FormatException.class).hasMessageContaining("no query below it");
        assertThatThrownBy(() -> read("jdbc:other:db;password=secret\nselect x from t order by x\n")).isInstanceOf(FormatException.class)
                .hasMessage("q.sql: no driver for jdbc:other is on the class path; add it, as by MADALINE_OPTS=\"-cp driver.jar\"");
    }
}
