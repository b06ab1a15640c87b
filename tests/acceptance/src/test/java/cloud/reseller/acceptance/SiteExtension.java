package cloud.reseller.acceptance;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives browser tests their site, or leaves them out where there is no browser. */
final class SiteExtension implements ExecutionCondition, BeforeAllCallback, AfterEachCallback {

  private static final AtomicBoolean SAID = new AtomicBoolean();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.installed().isPresent()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    if (Boolean.getBoolean("browser.needed")) {
      throw new IllegalStateException(
          "there is no browser, and browser.needed is set: install chromium");
    }
    String why =
        "The tests in a browser are left out: install chromium (apt-get install chromium"
            + " fonts-noto-cjk), or name one with -Dbrowser=PROGRAM.";
    if (SAID.compareAndSet(false, true)) {
      System.out.println(why);
    }
    return ConditionEvaluationResult.disabled(why);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Site.use(
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Site.class, _ -> Site.start(), Site.class));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Site.shared()
        .endOfTest(
            context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName(),
            context.getExecutionException().isPresent());
  }
}
