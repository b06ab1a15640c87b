package cloud.reseller.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * A PostgreSQL driver that can have the database explain every query before running it: the actual
 * statements of a service, with their actual values. Set as {@code quarkus.datasource.jdbc.driver}.
 */
public final class ExplainingDriver implements Driver {

  private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (\\w+)");
  private static final Pattern SCANNED =
      Pattern.compile(
          "(?:Seq|Index|Index Only|Bitmap Heap) Scan.* \\(actual rows=([0-9.]+) loops=(\\d+)\\)");
  private static final Pattern LOOPS = Pattern.compile("loops=(\\d+)");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by [\\w ]+: (\\d+)");

  /**
   * Background queries: whether an agent is known or was erased, what is left of erased ones, and
   * the parked keys of a projection that takes over partitions.
   */
  private static final List<String> BESIDE =
      List.of(
          "select from directory_user",
          "select from directory_erased",
          "select key from directory_erased",
          "select key from directory_left_over",
          "select distinct topic, partition, record_key from projection_parked");

  private static final Queue<Plan> PLANS = new ConcurrentLinkedQueue<>();
  private static volatile boolean explaining;

  /**
   * How a query was executed.
   *
   * @param text the plan with actual row counts
   * @param generic the generic plan, to which the server may switch
   */
  public record Plan(String sql, String text, String generic) {

    /** The tables that were, or may be, scanned completely. */
    public List<String> readWhole() {
      return SEQUENTIAL
          .matcher(text + generic)
          .results()
          .map(found -> found.group(1))
          .distinct()
          .toList();
    }

    /** The number of rows inspected, including those filtered out. */
    public long rowsLookedAt() {
      double rows = 0;
      long loops = 1;
      for (String line : text.lines().toList()) {
        var scanned = SCANNED.matcher(line);
        if (scanned.find()) {
          rows += Double.parseDouble(scanned.group(1)) * Long.parseLong(scanned.group(2));
        }
        var repeated = LOOPS.matcher(line);
        if (repeated.find()) {
          loops = Long.parseLong(repeated.group(1));
        }
        var removed = REMOVED.matcher(line);
        if (removed.find()) {
          rows += (double) Long.parseLong(removed.group(1)) * loops;
        }
      }
      return Math.round(rows);
    }
  }

  /** The calls of a test. */
  public interface Calls {
    /** Makes the calls. */
    void run();
  }

  private interface Opener {
    Connection open() throws SQLException;
  }

  /** The plans of the queries run by the calls, in order, without background queries. */
  public static List<Plan> explain(Calls calls) {
    PLANS.clear();
    explaining = true;
    try {
      calls.run();
    } finally {
      explaining = false;
    }
    return PLANS.stream()
        .filter(plan -> BESIDE.stream().noneMatch(plan.sql()::startsWith))
        .toList();
  }

  private final Driver real;

  /** For the connection pool. */
  public ExplainingDriver() throws ReflectiveOperationException {
    real =
        (Driver)
            Class.forName(
                    "org.postgresql.Driver", true, Thread.currentThread().getContextClassLoader())
                .getConstructor()
                .newInstance();
  }

  /** Connects as another role, such as the owner of the tables. */
  public static Connection as(String url, String user, String password) throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", user);
    info.setProperty("password", password);
    try {
      return new ExplainingDriver().connect(url, info);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("PostgreSQL's driver is missing", e);
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = real.connect(url, info);
    // Only the simple protocol allows parameters without values.
    Properties asText = new Properties();
    asText.putAll(info);
    asText.setProperty("preferQueryMode", "simple");
    Opener simple = () -> real.connect(url, asText);
    return connection == null
        ? null
        : proxy(
            Connection.class,
            (_, method, arguments) -> {
              Object result = call(connection, method, arguments);
              return method.getName().equals("prepareStatement")
                  ? statement(connection, simple, (String) arguments[0], (PreparedStatement) result)
                  : result;
            });
  }

  private static PreparedStatement statement(
      Connection connection, Opener simple, String sql, PreparedStatement statement) {
    Map<Object, Map.Entry<Method, Object[]>> values = new LinkedHashMap<>();
    return proxy(
        PreparedStatement.class,
        (_, method, arguments) -> {
          String name = method.getName();
          if (name.startsWith("set") && arguments != null && arguments.length > 1) {
            values.put(arguments[0], Map.entry(method, arguments));
          }
          boolean query = name.equals("executeQuery") || name.equals("execute");
          if (explaining && query && isSelect(sql)) {
            PLANS.add(explain(connection, simple, sql, values));
          }
          return call(statement, method, arguments);
        });
  }

  private static boolean isSelect(String sql) {
    return sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
  }

  private static Plan explain(
      Connection connection,
      Opener simple,
      String sql,
      Map<Object, Map.Entry<Method, Object[]>> values)
      throws Throwable {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "explain (analyze, costs off, timing off, summary off, buffers off) " + sql)) {
      for (Map.Entry<Method, Object[]> value : values.values()) {
        call(statement, value.getKey(), value.getValue());
      }
      return new Plan(sql, lines(statement.executeQuery()), generic(simple, sql));
    }
  }

  private static String generic(Opener simple, String sql) throws SQLException {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (String part : sql.split("\\?", -1)) {
      numbered.append(number == 0 ? "" : "$" + number).append(part);
      number++;
    }
    try (Connection connection = simple.open();
        var statement = connection.createStatement()) {
      return lines(statement.executeQuery("explain (generic_plan, costs off) " + numbered));
    }
  }

  private static String lines(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      lines.add(rows.getString(1));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ExplainingDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return real.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return real.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return real.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return real.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return real.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.postgresql");
  }
}
