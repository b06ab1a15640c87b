package cloud.reseller.http;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Turns off the server's own validation of request targets, which answers without a body over
 * HTTP/2. The guard makes the same check. The server reads the property that controls this when its
 * class is loaded, so it is set while the configuration is built, before anything else.
 */
public final class AddressesLeftToGuard implements SmallRyeConfigBuilderCustomizer {

  /** Created for each configuration. */
  public AddressesLeftToGuard() {}

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    System.setProperty("vertx.disableURIValidation", "true");
  }
}
