package cloud.reseller.http;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * The server asks of every address whether it is one, and answers without a body over HTTP/2, where
 * no guard reads before it. The guard asks the same, so the server need not. It is told by a
 * property that it reads when it is loaded; settings are read before anything else.
 */
public final class AddressesLeftToGuard implements SmallRyeConfigBuilderCustomizer {

  /** One for each configuration. */
  public AddressesLeftToGuard() {}

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    System.setProperty("vertx.disableURIValidation", "true");
  }
}
