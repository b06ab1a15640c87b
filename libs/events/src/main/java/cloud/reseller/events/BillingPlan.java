package cloud.reseller.events;

/** When a reservation is paid: at once, or in equal monthly parts without extra cost (E70). */
public enum BillingPlan {
  UPFRONT,
  MONTHLY
}
