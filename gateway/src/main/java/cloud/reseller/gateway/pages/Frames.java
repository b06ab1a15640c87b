package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.pages.Frame.Entry;
import cloud.reseller.gateway.services.DataAge;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** The frame of a page, by the viewer's role. */
  public Frame of(String title) {
    Words words = viewer.words();
    return viewer
        .role()
        .map(
            role ->
                switch (role) {
                  case ADMIN_AGENT -> agents(title, words, words.adminAgent());
                  case SALES_AGENT -> agents(title, words, words.salesAgent());
                  case HELPDESK_AGENT -> agents(title, words, words.helpdeskAgent());
                  case CUSTOMER_USER -> portal(title, words);
                  case OPERATIONS -> operations(title, words);
                })
        .orElseGet(() -> bare(title, ""));
  }

  private Frame agents(String title, Words words, String role) {
    return new Frame(
        title,
        words.dashboard(),
        viewer.name(),
        role,
        Stream.of(
                Optional.of(entry(words.customers(), DASHBOARD + "/customers")),
                Optional.of(entry(viewer.agentWords().priceSheets(), DASHBOARD + "/sheets"))
                    .filter(_ -> viewer.role().filter(Role::seesPriceSheets).isPresent()),
                Optional.of(entry(viewer.agentWords().bill(), DASHBOARD + "/bill"))
                    .filter(_ -> viewer.isAdmin()))
            .flatMap(Optional::stream)
            .toList(),
        words.csp(),
        true,
        true,
        viewer.mayFillForms(),
        viewer.address(),
        viewer.locale(),
        this::age);
  }

  private Frame portal(String title, Words words) {
    return new Frame(
        title,
        words.portal(),
        viewer.name(),
        "",
        List.of(
            entry(words.subscriptions(), PORTAL + "/subscriptions"),
            entry(words.buy(), PORTAL + "/buy"),
            entry(words.requests(), PORTAL + "/requests"),
            entry(words.reservations(), PORTAL + "/reservations")),
        words.portal(),
        false,
        false,
        viewer.mayFillForms(),
        viewer.address(),
        viewer.locale(),
        this::age);
  }

  private Frame operations(String title, Words words) {
    return new Frame(
        title,
        words.product(),
        viewer.name(),
        words.operations(),
        List.of(entry(viewer.agentWords().servicesTitle(), "/operations")),
        words.operations(),
        false,
        false,
        true,
        viewer.address(),
        viewer.locale(),
        this::age);
  }

  private Frame bare(String title, String role) {
    return new Frame(
        title,
        viewer.words().product(),
        viewer.name(),
        role,
        List.of(),
        "",
        false,
        false,
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
        .map(viewer.words()::asOf)
        .orElse("");
  }
}
