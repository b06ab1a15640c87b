package cloud.reseller.permissions.read.soldproducts;

import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The products sold to a partner's customers, as far as this service has read the catalogue. Only
 * for warnings: decisions never use it.
 */
@Singleton
public class SoldProducts {

  static final String OPERATOR = "";

  /**
   * Each owner's sheet that began last, and those that begin later. The operator's do not count if
   * the partner has one that has begun.
   */
  private static final String SOLD =
      """
      with of_market as (
        select s.* from sheets s
        where s.partner_id in (?, '')
          and exists (select from sold_products l where l.sheet = s.sheet and l.market = ?)
      ), begun as (
        select distinct on (partner_id) * from of_market where effective_from <= ?
        order by partner_id, effective_from desc, record_offset desc
      ), counting as (
        select * from (
          select * from begun union all select * from of_market where effective_from > ?) s
        where s.partner_id <> '' or not exists (select from begun where partner_id <> '')
      )
      select asked.target,
        exists (
          select from counting s join sold_products l on l.sheet = s.sheet
          where l.market = ? and l.sku = asked.target and l.until > ? and s.effective_until > ?)
        or exists (
          select from counting s join sold_products l on l.sheet = s.sheet
          where l.market = ? and l.sheet_sku = asked.target and l.until > ?
            and s.effective_until > ?)
          as sold
      from unnest(?) as asked(target)
      """;

  private final PlainSql sql;

  @Inject
  SoldProducts(PlainSql sql) {
    this.sql = sql;
  }

  /**
   * The products that no price sheet sells, now or later.
   *
   * @param partnerId the customer's partner
   * @param market the customer's, ISO 3166 alpha-2
   * @param products each a productId:skuId or an ARM SKU; their case does not matter
   */
  public Set<String> notSold(
      String partnerId, String market, Collection<String> products, Instant now) {
    List<String> asked = products.stream().map(SoldProducts::compared).distinct().toList();
    Set<String> sold = new HashSet<>();
    sql.query(
        SOLD,
        List.of(partnerId, market, now, now, market, now, now, market, now, now, asked),
        row -> row.getBoolean("sold") && sold.add(row.getString("target")));
    Set<String> notSold = new HashSet<>(products);
    notSold.removeIf(product -> sold.contains(compared(product)));
    return notSold;
  }

  /** Case does not matter when products are compared. */
  static String compared(String product) {
    return product.toLowerCase(Locale.ROOT);
  }
}
