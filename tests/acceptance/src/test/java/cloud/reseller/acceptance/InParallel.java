package cloud.reseller.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs numbered tasks on a few threads; the first failure fails all. */
final class InParallel {
  private InParallel() {}

  interface Task<R> {
    R run(int number) throws Exception;
  }

  static <R> List<R> run(int threads, int tasks, Task<R> task) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<R>> running = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        running.add(pool.submit(() -> task.run(number)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
