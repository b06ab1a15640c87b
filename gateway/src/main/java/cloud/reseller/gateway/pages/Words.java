package cloud.reseller.gateway.pages;

/** The words of the pages in one language. */
public interface Words {

  /** The words of a feature. */
  <B> B of(Class<B> bundle);
}
