package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.AuditRecord;
import cloud.reseller.gateway.services.AuditRecord.Detail;
import cloud.reseller.gateway.services.Items;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What the activity log shows.
 *
 * @param wanted which entries are asked for
 * @param kinds the filter by what the entries are about
 * @param later whether it is not the first page
 * @param missing whether the log cannot be had
 * @param next address of the next page; empty on the last
 * @param start address of the first page
 */
record ActivityPage(
    Period period,
    Wanted wanted,
    List<Choice> kinds,
    boolean later,
    boolean missing,
    List<Row> rows,
    String next,
    String start) {

  /** A kind of entries. */
  record Choice(String value, String text, boolean chosen) {}

  /**
   * An entry.
   *
   * @param subscriptions address of the customer's subscriptions; empty if it concerns none
   * @param kind ok or no, by which the state is drawn
   */
  record Row(
      Moment at,
      String customer,
      String subscriptions,
      String action,
      String kind,
      String state,
      String user,
      List<Detail> details) {}

  static ActivityPage of(
      Period period,
      Wanted wanted,
      boolean later,
      Part<Items<AuditRecord>> found,
      Formats formats) {
    Items<AuditRecord> records = found.orElse(Items.none());
    String start =
        "?from="
            + period.from()
            + "&to="
            + period.to()
            + "&company="
            + encode(wanted.company())
            + "&customer="
            + encode(wanted.customer())
            + "&kind="
            + wanted.kind().value();
    return new ActivityPage(
        period,
        wanted,
        Arrays.stream(Kind.values())
            .map(one -> new Choice(one.value(), one.text(formats), one == wanted.kind()))
            .toList(),
        later,
        !found.isHad(),
        records.items().stream().map(record -> row(record, formats)).toList(),
        records.continuationToken().map(token -> start + "&after=" + encode(token)).orElse(""),
        start);
  }

  private static Row row(AuditRecord record, Formats formats) {
    Words words = formats.words();
    boolean done = record.operationStatus().equals("succeeded");
    return new Row(
        formats.moment(record.operationDate()),
        record.customerName().orElse(""),
        record
            .customerId()
            .map(customer -> "/dashboard/customers/" + customer + "/subscriptions")
            .orElse(""),
        record.action(),
        done ? "ok" : "no",
        done ? words.done() : words.notDone(),
        record.userPrincipalName().orElse(words.erasedPerson()),
        record.customizedData().orElse(List.of()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
