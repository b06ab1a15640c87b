package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Words;

/** What an entry of the log is about, by the service's resource type. */
enum Kind implements Choice {
  ALL(""),
  PERMISSIONS("self_serve_policy"),
  ORDERS("order"),
  SUBSCRIPTIONS("subscription"),
  OWNERS("customer_directory_role"),
  CUSTOMERS("customer");

  private final String value;

  Kind(String value) {
    this.value = value;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public String text(Words words) {
    ActivityWords activityWords = words.of(ActivityWords.class);
    DashboardWords dashboardWords = words.of(DashboardWords.class);
    CommonWords commonWords = words.of(CommonWords.class);
    return switch (this) {
      case ALL -> commonWords.all();
      case PERMISSIONS -> dashboardWords.customerPermissions();
      case ORDERS -> activityWords.orders();
      case SUBSCRIPTIONS -> commonWords.subscriptions();
      case OWNERS -> dashboardWords.owners();
      case CUSTOMERS -> activityWords.customersPricesLimits();
    };
  }
}
