package cloud.reseller.local.launch;

import cloud.reseller.local.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts started so far. They are stopped against the flow of data: first the services, all at
 * once, then what they write to, so that each can end its running transaction.
 */
final class RunningSystem {
  private final List<Part> services = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private boolean stopped;

  synchronized <P extends Part> P add(Component component, P part) {
    if (stopped) {
      part.kill();
      throw new IllegalStateException(part.name() + " was started while everything stops");
    }
    (component.isService() ? services : parts).add(part);
    return part;
  }

  /** A part that has ended without being stopped. */
  synchronized Optional<Part> dead() {
    if (stopped) {
      return Optional.empty();
    }
    return everything().stream().filter(part -> !part.alive()).findFirst();
  }

  synchronized void forget(Part part) {
    services.remove(part);
    parts.remove(part);
  }

  /** Whether everything is being stopped. */
  synchronized boolean stopping() {
    return stopped;
  }

  /** Stops everything, within 6 s for the services and 7 s for the other parts. */
  synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    stopAll(services);
    stopAll(parts);
  }

  private List<Part> everything() {
    List<Part> everything = new ArrayList<>(parts);
    everything.addAll(services);
    return everything;
  }

  private static void stopAll(List<Part> several) {
    List<Thread> threads =
        several.stream().map(part -> Thread.ofVirtual().start(part::stop)).toList();
    for (Thread thread : threads) {
      boolean done = false;
      while (!done) {
        try {
          thread.join();
          done = true;
        } catch (InterruptedException interrupted) {
          several.forEach(Part::kill);
        }
      }
    }
  }
}
