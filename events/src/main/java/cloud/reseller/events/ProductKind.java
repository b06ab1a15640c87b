package cloud.reseller.events;

/** What a customer may be allowed to buy (S08). A second kind is added here and nowhere else. */
public enum ProductKind {
  AZURE_RESERVED_INSTANCES
}
