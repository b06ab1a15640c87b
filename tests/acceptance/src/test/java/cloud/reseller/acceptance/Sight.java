package cloud.reseller.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What a person finds on a page: by its role and name, as screen readers have it. */
final class Sight {

  private Sight() {}

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A button whose name begins so; of plain letters. */
  static Locator buttonLike(Page page, String beginning) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + beginning)));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator heading(Page page, String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits until it is as the following call says. */
  static LocatorAssertions expect(Locator locator) {
    return PlaywrightAssertions.assertThat(locator);
  }

  static PageAssertions expect(Page page) {
    return PlaywrightAssertions.assertThat(page);
  }

  /** Waits until the switch is in that position. */
  static void expectSwitch(Page page, String position) {
    expect(button(page, position)).hasAttribute("aria-pressed", "true");
    expect(button(page, position.equals("On") ? "Off" : "On"))
        .hasAttribute("aria-pressed", "false");
  }

  /** Waits until a text is somewhere in the main part of the page. */
  static void expectText(Page page, String text) {
    expect(page.locator("main")).containsText(text);
  }

  /** As people do without a mouse: the tabulator until what is called so has the focus. */
  static void tabTo(Page page, String name) {
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      Object focused =
          page.evaluate(
              """
              () => {
                const e = document.activeElement;
                if (!e) return '';
                const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
                return e.getAttribute('aria-label') || label || e.innerText || e.value || '';
              }""");
      if (String.valueOf(focused).strip().startsWith(name)) {
        return;
      }
    }
    throw new AssertionError("the tabulator does not reach " + name + " on " + page.url());
  }
}
