package cloud.reseller.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Time until a page has arrived, while people click through the pages of the whole system with many
 * customers and orders, compared with a page that asks no service and with a file of the same
 * gateway in the same run; what a first visit transfers; and the heap of the gateway over time.
 */
public final class Pages {

  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");
  private static final Duration REQUEST = Duration.ofSeconds(30);

  /**
   * How often each page is opened, relative to the others, by an agent and by a customer's user.
   */
  private static final List<String> AGENT =
      List.of(
          "customers",
          "search",
          "account",
          "subscriptions",
          "order history",
          "reservations",
          "account",
          "activity log",
          "search",
          "account",
          "no service",
          "file");

  private static final List<String> USER =
      List.of("my subscriptions", "buy", "buy, priced", "requests", "no service", "file");

  private final Views views;
  private final URI gateway;
  private final Map<String, Histogram> times = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> faults = new ConcurrentHashMap<>();
  private volatile boolean counting;

  private Pages(Views views, URI gateway) {
    this.views = views;
    this.gateway = gateway;
  }

  public static void main(String[] args) throws Exception {
    int customers = Integer.getInteger("customers", 100_000);
    int orders = Integer.getInteger("orders", 1_000_000);
    int users = Integer.getInteger("users", 300);
    double minutes = Double.parseDouble(System.getProperty("minutes", "10"));
    Duration think = Duration.ofMillis(Long.getLong("think", 5_000));
    try (WholeSystem system = WholeSystem.start(Path.of(System.getProperty("root")))) {
      Views views = new Views(system, customers, orders);
      views.fill();
      new Pages(views, system.gateway()).run(system, users, minutes, think);
    }
  }

  private void run(WholeSystem system, int users, double minutes, Duration think) throws Exception {
    List<Visitor> visitors = new ArrayList<>();
    Instant begun = Instant.now();
    try (ExecutorService several = Executors.newFixedThreadPool(4)) {
      List<Future<Visitor>> signedIn = new ArrayList<>();
      for (int i = 0; i < users; i++) {
        int number = i;
        signedIn.add(several.submit(() -> views.visitor(number)));
      }
      for (Future<Visitor> each : signedIn) {
        visitors.add(each.get());
      }
    }
    System.out.printf(
        "%d users signed in, %d s%n", users, Duration.between(begun, Instant.now()).toSeconds());
    firstVisit(visitors.getFirst());
    Heap heap = new Heap(system.gatewayProcess());
    try (ExecutorService clicking = Executors.newVirtualThreadPerTaskExecutor()) {
      Instant warm = Instant.now().plusSeconds((long) Math.max(10, minutes * 6));
      Instant end = warm.plusMillis((long) (minutes * 60_000));
      for (Visitor visitor : visitors) {
        clicking.submit(() -> click(visitor, end, think));
      }
      sleepUntil(warm);
      heap.measure();
      counting = true;
      while (Instant.now().isBefore(end)) {
        Instant next = Instant.now().plusSeconds(60);
        sleepUntil(next.isBefore(end) ? next : end);
        heap.measure();
      }
      counting = false;
    }
    print();
    System.out.println(heap);
  }

  private static void sleepUntil(Instant then) throws InterruptedException {
    Thread.sleep(Duration.between(Instant.now(), then));
  }

  private void click(Visitor visitor, Instant end, Duration think) {
    Random random = new Random(visitor.number());
    List<String> pages = visitor.agent() ? AGENT : USER;
    int next = random.nextInt(pages.size());
    try {
      while (Instant.now().isBefore(end)) {
        // Between half and one and a half times as long.
        Thread.sleep(think.multipliedBy(50 + random.nextInt(100)).dividedBy(100));
        String name = pages.get(next++ % pages.size());
        open(visitor, name, address(name, visitor, random));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String address(String name, Visitor visitor, Random random) {
    int customer = random.nextInt(views.customers());
    String dashboard = "/dashboard/customers/" + views.customer(customer);
    return switch (name) {
      case "customers" -> "/dashboard/customers";
      case "search" -> "/dashboard/customers?search=" + Views.companyName(customer);
      case "account" -> dashboard;
      case "subscriptions" -> dashboard + "/subscriptions";
      case "order history" -> dashboard + "/orders";
      case "reservations" -> dashboard + "/reservations";
      case "activity log" -> "/dashboard/activity";
      case "my subscriptions" -> "/portal/subscriptions";
      case "buy" -> "/portal/buy?search=d2s";
      case "buy, priced" ->
          "/portal/buy?search=d2s&size="
              + Views.SIZE
              + "&region="
              + Views.REGION
              + "&quantity=2&term=P1Y&plan=Monthly";
      case "requests" -> "/portal/requests";
      case "no service" -> "/signed-out";
      case "file" -> visitor.file();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private void open(Visitor visitor, String name, String address) {
    long begun = System.nanoTime();
    String fault;
    try {
      fault = visitor.open(address, REQUEST).fault();
    } catch (IOException e) {
      fault = e.getClass().getSimpleName();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    }
    long micros = (System.nanoTime() - begun) / 1_000;
    if (!counting) {
      return;
    }
    if (fault.isEmpty()) {
      times
          .computeIfAbsent(name, _ -> new ConcurrentHistogram(3_600_000_000L, 3))
          .recordValue(micros);
    } else {
      faults.computeIfAbsent(name + ": " + fault, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  /** Everything a browser without anything transfers to show its first page. */
  private void firstVisit(Visitor visitor) throws IOException, InterruptedException {
    Map<String, Integer> transferred = new LinkedHashMap<>();
    Visitor.Answer page = visitor.open("/dashboard/customers", REQUEST);
    transferred.put("page", page.bytes());
    Matcher assets = ASSET.matcher(page.text());
    while (assets.find()) {
      transferred.put(assets.group(1), visitor.open(assets.group(1), REQUEST).bytes());
    }
    System.out.printf(
        "first visit: %,d bytes (goal below 300,000) in %d answers, headers included: %s%n",
        transferred.values().stream().mapToInt(Integer::intValue).sum(),
        transferred.size(),
        transferred);
  }

  private void print() {
    System.out.printf("%-20s %9s %9s %9s %9s%n", "page", "opened", "p50, ms", "p99, ms", "max, ms");
    Map<String, Histogram> sorted = new LinkedHashMap<>();
    AGENT.forEach(name -> sorted.put(name, times.get(name)));
    USER.forEach(name -> sorted.put(name, times.get(name)));
    sorted.remove("no service");
    sorted.remove("file");
    sorted.put("(no service)", times.get("no service"));
    sorted.put("(file)", times.get("file"));
    sorted.forEach(
        (name, histogram) -> {
          if (histogram != null) {
            System.out.printf(
                "%-20s %,9d %9.1f %9.1f %9.1f%n",
                name,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
          }
        });
    System.out.println("goal: p99 below 150 ms; (…) are the limits of the machine in this run");
    System.out.println("faults: " + (faults.isEmpty() ? "none" : faults));
    System.out.println("gateway: " + gateway);
  }
}
