package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.Locale;

/** The words as the message bundles have them. */
record LocalizedWords(Locale locale) implements Words {

  @Override
  public <B> B of(Class<B> bundle) {
    return locale.equals(Locale.CHINESE)
        ? MessageBundles.get(bundle, Localized.Literal.of(locale.getLanguage()))
        : MessageBundles.get(bundle);
  }
}
