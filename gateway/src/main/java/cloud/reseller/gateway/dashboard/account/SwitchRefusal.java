package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.Coded;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.Words;
import java.util.Set;

/** Why the switch was not moved. */
enum SwitchRefusal implements Coded {
  /** Already on, already off, or another etag: somebody else was first. */
  CHANGED_MEANWHILE("600041", "600039", "2055"),
  NO_SUBSCRIPTION("NoQualifyingSubscription"),
  ROLE("900150"),
  OTHER;

  private static final int CONFLICT = 409;

  private final Set<String> codes;

  SwitchRefusal(String... codes) {
    this.codes = Set.of(codes);
  }

  @Override
  public Set<String> codes() {
    return codes;
  }

  static FormProblem problem(Refusal refusal, Words words) {
    AccountWords accountWords = words.of(AccountWords.class);
    DashboardWords dashboardWords = words.of(DashboardWords.class);
    return switch (Coded.of(refusal.code(), OTHER)) {
      case CHANGED_MEANWHILE ->
          FormProblem.of(refusal, accountWords.changedMeanwhile()).with(CONFLICT);
      case NO_SUBSCRIPTION ->
          FormProblem.of(refusal, accountWords.notTurnedOnSubscription()).with(CONFLICT);
      case ROLE -> FormProblem.of(refusal, dashboardWords.notChangedRole());
      case OTHER ->
          FormProblem.of(refusal, dashboardWords.notChanged() + " " + refusal.description());
    };
  }
}
