package cloud.reseller.permissions.read.customers;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;

/** A customer as readers see it. */
@Entity
@Immutable
@Table(name = "customers")
public class CustomerView extends PanacheEntityBase {

  /** The expression by which rows are compared, independent of the database's locale. */
  private static final String COMPARED = "lower(collate(%s as pg_c_utf8))";

  /**
   * The highest character: a prefix followed by it is the upper bound of all strings with that
   * prefix.
   */
  private static final String LAST = "\uDBFF\uDFFF";

  private static final String ORDER = " order by addedAt, partition, recordOffset";

  @Id public String customerId;
  public String partnerId;
  public String companyName;
  public String domain;
  public String country;
  public Instant addedAt;
  public int partition;
  public long recordOffset;
  String companyNameCompared;
  String domainCompared;

  /** The customer, whichever partner it belongs to. */
  public static Optional<CustomerView> of(String customerId) {
    return find("customerId", customerId).firstResultOptional();
  }

  /** The customer, if it belongs to the partner. */
  public static Optional<CustomerView> of(String partnerId, String customerId) {
    return find("partnerId = ?1 and customerId = ?2", partnerId, customerId).firstResultOptional();
  }

  /**
   * A case-insensitive prefix filter; an empty string matches every name.
   *
   * @param companyName of the company
   * @param domain of the customer's domain
   * @param one whether one of the two is enough
   */
  public record Beginning(String companyName, String domain, boolean one) {

    /** Matches every customer. */
    public static final Beginning ANY = new Beginning("", "");

    /** Both begin with these. */
    public Beginning(String companyName, String domain) {
      this(companyName, domain, false);
    }

    /** The company name or the domain begins with this. */
    public static Beginning either(String text) {
      return new Beginning(text, text, true);
    }

    private StringBuilder added(String condition, Map<String, Object> values) {
      StringBuilder query = new StringBuilder(condition);
      String conditions =
          Stream.of(
                  beginsWith("companyName", companyName, values),
                  beginsWith("domain", domain, values))
              .flatMap(Optional::stream)
              .collect(Collectors.joining(one ? " or " : " and "));
      if (!conditions.isEmpty()) {
        query.append(" and (").append(conditions).append(')');
      }
      return query;
    }
  }

  /** The customer, if the filter matches it. */
  public static List<CustomerView> of(String customerId, Beginning beginning) {
    Map<String, Object> values = new HashMap<>(Map.of("customer", customerId));
    return list(beginning.added("customerId = :customer", values).toString(), values);
  }

  /**
   * A partner's customers in the order they were added.
   *
   * @param after the customer before the page; pages start after a key, not at an offset
   * @param size maximum number of customers
   */
  public static List<CustomerView> page(
      String partnerId, Beginning beginning, Optional<CustomerView> after, int size) {
    Map<String, Object> values = new HashMap<>(Map.of("partner", partnerId));
    StringBuilder query = beginning.added("partnerId = :partner", values);
    after.ifPresent(
        last -> {
          query.append(" and (addedAt, partition, recordOffset) > (:at, :in, :offset)");
          values.put("at", last.addedAt);
          values.put("in", last.partition);
          values.put("offset", last.recordOffset);
        });
    return CustomerView.<CustomerView>find(query.append(ORDER).toString(), values)
        .range(0, size - 1)
        .list();
  }

  private static Optional<String> beginsWith(
      String name, String beginning, Map<String, Object> values) {
    if (beginning.isEmpty()) {
      return Optional.empty();
    }
    values.put(name, beginning);
    values.put(name + "End", beginning + LAST);
    return Optional.of(
        "(%1$sCompared >= %2$s and %1$sCompared < %3$s)"
            .formatted(
                name, COMPARED.formatted(":" + name), COMPARED.formatted(":" + name + "End")));
  }
}
