package cloud.reseller.gateway.pages;

import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What stands around every page.
 *
 * @param title the name of the page
 * @param side the name of the side: dashboard or portal
 * @param person who is signed in; empty if nobody is
 * @param role the role in words
 * @param menu the entries of the left menu
 * @param heading stands above the menu
 * @param agent whether an agent looks, who has the search for customers, the help and the log
 * @param forms whether the frame has its forms, to change the language and to sign out
 * @param back the page's own address, to which a change of language returns
 * @param age how old what is shown is, in words, once everything is there; empty if it is new
 */
public record Frame(
    String title,
    String side,
    String person,
    String role,
    List<Entry> menu,
    String heading,
    boolean agent,
    boolean forms,
    String back,
    Locale locale,
    Supplier<String> age) {

  /**
   * An entry of the menu.
   *
   * @param current whether the page belongs to it
   */
  public record Entry(String text, String address, boolean current) {}

  /** The language tag of the page. */
  public String language() {
    return locale.toLanguageTag();
  }

  /** How old what is shown is, in words; empty if it is new. */
  public String asOf() {
    return age.get();
  }

  /** Whether the page is in Chinese. */
  public boolean chinese() {
    return locale.getLanguage().equals("zh");
  }

  /** The same without the forms of the frame. */
  Frame withoutForms() {
    return new Frame(title, side, person, role, menu, heading, agent, false, back, locale, age);
  }

  /** Shows a template in the viewer's language. */
  public TemplateInstance show(TemplateInstance template) {
    return template.setLocale(locale);
  }
}
