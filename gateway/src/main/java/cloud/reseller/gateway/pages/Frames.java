package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.pages.Frame.Entry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Makes the frame of a page for whoever looks at it. */
@RequestScoped
public class Frames {

  private static final String DASHBOARD = "/dashboard";
  private static final String PORTAL = "/portal";

  private final Viewer viewer;

  @Inject
  Frames(Viewer viewer) {
    this.viewer = viewer;
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
                  case OPERATIONS -> bare(title, words.operations());
                })
        .orElseGet(() -> bare(title, ""));
  }

  private Frame agents(String title, Words words, String role) {
    return new Frame(
        title,
        words.dashboard(),
        viewer.name(),
        role,
        List.of(entry(words.customers(), DASHBOARD + "/customers")),
        words.csp(),
        true,
        true,
        true,
        viewer.address(),
        viewer.locale());
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
        true,
        viewer.address(),
        viewer.locale());
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
        true,
        viewer.address(),
        viewer.locale());
  }

  private Entry entry(String text, String address) {
    return new Entry(text, address, viewer.path().startsWith(address));
  }
}
