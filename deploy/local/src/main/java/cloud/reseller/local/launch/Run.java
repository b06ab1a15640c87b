package cloud.reseller.local.launch;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.KeycloakServer;
import cloud.reseller.local.parts.ManagedProcess;
import cloud.reseller.local.parts.Part;
import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.local.request.PublishRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Main program of {@code ./run}. Exits with 0 on success, 2 if a published request was rejected,
 * and 1 with one line on standard error otherwise.
 */
public final class Run {
  private Run() {}

  public static void main(String[] arguments) {
    // The script passes the root of the checkout as the first argument.
    Path root = Path.of(arguments[0]);
    List<String> asked = List.of(arguments).subList(1, arguments.length);
    try {
      if (asked.equals(List.of("prepare"))) {
        // The script's last step of a build.
        KafkaBroker.prepare();
        PostgresServer.prepare();
        KeycloakServer.prepare();
        return;
      }
      if (asked.contains("--help") || asked.contains("-h")) {
        System.out.print(usage());
        return;
      }
      if (!asked.isEmpty() && asked.getFirst().equals("request")) {
        System.exit(PublishRequest.run(root, asked.subList(1, asked.size())));
      }
      start(root, Options.parse(root, asked));
    } catch (PartFailedException failed) {
      System.err.println("run: " + failed.getMessage());
      System.exit(1);
    }
  }

  /** The help text, which the script also prints, without building first. */
  static String usage() {
    return Options.usage() + "\n" + PublishRequest.usage();
  }

  private static void start(Path root, Options options) {
    Progress progress = new Progress(System.out);
    RunningSystem system = new RunningSystem();
    ManagedProcess.beforeAllEnd(system::stop);
    Runnable rest;
    try {
      rest = new Launcher(root, options, progress, system).launch();
    } catch (PartFailedException | IllegalStateException failed) {
      if (system.stopping()) {
        awaitEnd();
      }
      throw failed;
    }
    progress.say(
        "ready in "
            + progress.elapsed().toSeconds()
            + " s: http://localhost:"
            + options.port(Component.GATEWAY));
    Thread.ofVirtual().name("demo").start(rest);
    watch(progress, system);
  }

  private static void watch(Progress progress, RunningSystem system) {
    while (true) {
      Optional<Part> dead = system.dead();
      dead.ifPresent(
          part -> {
            system.forget(part);
            progress.say(part.process().end() + "; the others go on, Ctrl-C stops them");
          });
      pause();
    }
  }

  /** Waits for the shutdown hook, which stops everything and ends this process. */
  private static void awaitEnd() {
    while (true) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      System.exit(1);
    }
  }
}
