package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.AuditRecord;
import cloud.reseller.gateway.services.Items;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the activity log shows.
 *
 * @param wanted which entries are asked for
 * @param kinds the filter by what the entries are about
 */
record ActivityPage(Period period, Wanted wanted, List<Choice> kinds, Listing<Row> list) {

  /** A kind of entries. */
  record Choice(String value, String text, boolean chosen) {}

  /**
   * An entry.
   *
   * @param subscriptions address of the customer's subscriptions; empty if it concerns none
   */
  record Row(
      Moment at,
      String customer,
      String subscriptions,
      String action,
      State state,
      String user,
      List<AuditRecord.Detail> details) {}

  /** The part of the log that an address asks for. */
  static ListAddress address(Period period, Wanted wanted, Optional<String> after) {
    return ListAddress.of(after)
        .with("from", period.from())
        .with("to", period.to())
        .with("company", wanted.company())
        .with("customer", wanted.customer())
        .with("kind", wanted.kind().value());
  }

  static ActivityPage of(
      Period period,
      Wanted wanted,
      ListAddress address,
      Part<Items<AuditRecord>> asked,
      Formats formats) {
    Words words = formats.words();
    return new ActivityPage(
        period,
        wanted,
        Arrays.stream(Kind.values())
            .map(one -> new Choice(one.value(), one.text(words), one == wanted.kind()))
            .toList(),
        Listing.of(
            asked,
            address,
            words,
            Nothing.of(formats.words(ActivityWords.class).noActivity()),
            record -> row(record, formats)));
  }

  private static Row row(AuditRecord record, Formats formats) {
    ActivityWords activityWords = formats.words(ActivityWords.class);
    return new Row(
        formats.moment(record.operationDate()),
        record.customerName().orElse(""),
        record.customerId().map(CustomerHead.Page.SUBSCRIPTIONS::address).orElse(""),
        Action.text(record.action(), formats.words()),
        record.operationStatus().equals("succeeded")
            ? State.ok(activityWords.done())
            : State.no(activityWords.notDone()),
        record.userPrincipalName().orElse(formats.words(CommonWords.class).erasedPerson()),
        record.customizedData().orElse(List.of()));
  }
}
