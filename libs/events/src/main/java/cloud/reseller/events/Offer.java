package cloud.reseller.events;

/** The offer a subscription was bought under (S33, T5). */
public enum Offer {
  AZURE_PLAN,
  /** The classic usage offer Microsoft Azure MS-AZR-0145P. */
  AZURE_GLOBAL,
  LICENSE
}
