package cloud.reseller.events;

/** When a reservation is paid: up front, or in equal monthly instalments at no extra cost (E70). */
public enum BillingPlan {
  UPFRONT,
  MONTHLY
}
