package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.pages.Frame.Entry;
import cloud.reseller.gateway.services.DataAge;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the frame of a page for whoever looks at it. */
@RequestScoped
public class Frames {

  private static final String DASHBOARD = "/dashboard";
  private static final String PORTAL = "/portal";

  /** What is no older counts as new. */
  private static final Duration NEW = Duration.ofSeconds(1);

  private final Viewer viewer;
  private final DataAge age;

  @Inject
  Frames(Viewer viewer, DataAge age) {
    this.viewer = viewer;
    this.age = age;
  }

  /** Shows a page in its frame and in the viewer's language. */
  public TemplateInstance show(String title, Function<Frame, TemplateInstance> page) {
    Frame frame = of(title);
    return frame.show(page.apply(frame));
  }

  /** The frame of a page, by the viewer's role. */
  Frame of(String title) {
    FrameWords words = viewer.words(FrameWords.class);
    return viewer
        .role()
        .map(
            role ->
                switch (role) {
                  case ADMIN_AGENT -> agents(title, words.adminAgent());
                  case SALES_AGENT -> agents(title, words.salesAgent());
                  case HELPDESK_AGENT -> agents(title, words.helpdeskAgent());
                  case CUSTOMER_USER -> portal(title);
                  case OPERATIONS -> operations(title);
                })
        .orElseGet(() -> frame(title, words.product(), "", "", List.of(), false));
  }

  private Frame agents(String title, String role) {
    FrameWords words = viewer.words(FrameWords.class);
    CommonWords common = viewer.words(CommonWords.class);
    List<Entry> menu =
        Stream.of(
                Optional.of(entry(common.customers(), DASHBOARD + "/customers")),
                Optional.of(entry(common.priceSheets(), DASHBOARD + "/sheets"))
                    .filter(_ -> viewer.role().filter(Role::seesPriceSheets).isPresent()),
                Optional.of(entry(common.bill(), DASHBOARD + "/bill"))
                    .filter(_ -> viewer.isAdmin()))
            .flatMap(Optional::stream)
            .toList();
    return frame(title, words.dashboard(), role, words.csp(), menu, true);
  }

  private Frame portal(String title) {
    String side = viewer.words(FrameWords.class).portal();
    CommonWords common = viewer.words(CommonWords.class);
    List<Entry> menu =
        List.of(
            entry(common.subscriptions(), PORTAL + "/subscriptions"),
            entry(common.buy(), PORTAL + "/buy"),
            entry(common.requests(), PORTAL + "/requests"),
            entry(common.reservations(), PORTAL + "/reservations"));
    return frame(title, side, "", side, menu, false);
  }

  private Frame operations(String title) {
    FrameWords words = viewer.words(FrameWords.class);
    List<Entry> menu =
        List.of(entry(viewer.words(CommonWords.class).servicesTitle(), "/operations"));
    return frame(title, words.product(), words.operations(), words.operations(), menu, false);
  }

  private Frame frame(
      String title, String side, String role, String heading, List<Entry> menu, boolean agent) {
    return new Frame(
        title,
        side,
        viewer.name(),
        role,
        menu,
        heading,
        agent,
        viewer.mayFillForms(),
        viewer.address(),
        viewer.locale(),
        this::age);
  }

  private Entry entry(String text, String address) {
    return new Entry(text, address, viewer.path().startsWith(address));
  }

  private String age() {
    return age.at(Instant.now())
        .filter(old -> old.compareTo(NEW) > 0)
        .map(viewer.formats()::ago)
        .map(viewer.words(FrameWords.class)::asOf)
        .orElse("");
  }
}
