package cloud.reseller.gateway.dashboard;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.Words;

/** The filter of purchases by the side that bought. */
public enum BoughtBy implements Choice {
  ANYONE(""),
  CUSTOMER("customer"),
  PARTNER("partner");

  private final String value;

  BoughtBy(String value) {
    this.value = value;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public String text(Words words) {
    DashboardWords dashboardWords = words.of(DashboardWords.class);
    return switch (this) {
      case ANYONE -> dashboardWords.boughtByAnyone();
      case CUSTOMER -> dashboardWords.boughtByCustomer();
      case PARTNER -> dashboardWords.boughtByPartner();
    };
  }
}
