package cloud.reseller.events;

import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.PurchaseRequest.Properties;
import cloud.reseller.events.PurchaseRequest.Reservation;
import cloud.reseller.events.PurchaseRequest.ReservedResourceProperties;
import cloud.reseller.events.PurchaseRequest.Sku;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codec of purchase requests. Others write them, so the fields may come in any order; a local
 * variable that is still null is a field not read yet.
 */
final class RequestJsonCodec extends StreamedJsonCodec<PurchaseRequest> {

  private static final SerializableString CUSTOMER_ID = name("customerId");
  private static final SerializableString REQUESTED_BY = name("requestedBy");
  private static final SerializableString RESERVATION = name("reservation");
  private static final SerializableString SKU = name("sku");
  private static final SerializableString NAME = name("name");
  private static final SerializableString LOCATION = name("location");
  private static final SerializableString PROPERTIES = name("properties");
  private static final SerializableString RESERVED_RESOURCE_TYPE = name("reservedResourceType");
  private static final SerializableString BILLING_SCOPE_ID = name("billingScopeId");
  private static final SerializableString TERM = name("term");
  private static final SerializableString BILLING_PLAN = name("billingPlan");
  private static final SerializableString QUANTITY = name("quantity");
  private static final SerializableString DISPLAY_NAME = name("displayName");
  private static final SerializableString APPLIED_SCOPE_TYPE = name("appliedScopeType");
  private static final SerializableString APPLIED_SCOPES = name("appliedScopes");
  private static final SerializableString APPLIED_SCOPE_PROPERTIES = name("appliedScopeProperties");
  private static final SerializableString TENANT_ID = name("tenantId");
  private static final SerializableString MANAGEMENT_GROUP_ID = name("managementGroupId");
  private static final SerializableString SUBSCRIPTION_ID = name("subscriptionId");
  private static final SerializableString RESOURCE_GROUP_ID = name("resourceGroupId");
  private static final SerializableString RENEW = name("renew");
  private static final SerializableString RESERVED_RESOURCE_PROPERTIES =
      name("reservedResourceProperties");
  private static final SerializableString INSTANCE_FLEXIBILITY = name("instanceFlexibility");
  private static final SerializableString REVIEW_DATE_TIME = name("reviewDateTime");

  @Override
  void write(PurchaseRequest request, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, CUSTOMER_ID, request.customerId());
    text(json, REQUESTED_BY, request.requestedBy());
    begin(json, RESERVATION);
    begin(json, SKU);
    text(json, NAME, request.reservation().sku().name());
    json.writeEndObject();
    text(json, LOCATION, request.reservation().location());
    begin(json, PROPERTIES);
    write(request.reservation().properties(), json);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Properties wanted, JsonGenerator json) throws IOException {
    text(json, RESERVED_RESOURCE_TYPE, wanted.reservedResourceType());
    text(json, BILLING_SCOPE_ID, wanted.billingScopeId());
    text(json, TERM, wanted.term());
    text(json, BILLING_PLAN, wanted.billingPlan());
    number(json, QUANTITY, wanted.quantity());
    text(json, DISPLAY_NAME, wanted.displayName());
    text(json, APPLIED_SCOPE_TYPE, wanted.appliedScopeType());
    if (wanted.appliedScopes().isPresent()) {
      json.writeFieldName(APPLIED_SCOPES);
      json.writeStartArray();
      for (String scope : wanted.appliedScopes().get()) {
        json.writeString(scope);
      }
      json.writeEndArray();
    }
    if (wanted.appliedScopeProperties().isPresent()) {
      write(wanted.appliedScopeProperties().get(), json);
    }
    if (wanted.renew().isPresent()) {
      flag(json, RENEW, wanted.renew().get());
    }
    if (wanted.reservedResourceProperties().isPresent()) {
      begin(json, RESERVED_RESOURCE_PROPERTIES);
      text(
          json,
          INSTANCE_FLEXIBILITY,
          wanted.reservedResourceProperties().get().instanceFlexibility());
      json.writeEndObject();
    }
    if (wanted.reviewDateTime().isPresent()) {
      time(json, REVIEW_DATE_TIME, wanted.reviewDateTime().get());
    }
  }

  private static void write(AppliedScopeProperties scope, JsonGenerator json) throws IOException {
    begin(json, APPLIED_SCOPE_PROPERTIES);
    text(json, TENANT_ID, scope.tenantId());
    text(json, MANAGEMENT_GROUP_ID, scope.managementGroupId());
    text(json, SUBSCRIPTION_ID, scope.subscriptionId());
    text(json, RESOURCE_GROUP_ID, scope.resourceGroupId());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, SerializableString name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      text(json, name, value.get());
    }
  }

  @Override
  PurchaseRequest read(JsonParser json) throws IOException {
    String customerId = null;
    String requestedBy = null;
    Reservation reservation = null;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "customerId" -> customerId = first(customerId, text(json));
        case "requestedBy" -> requestedBy = first(requestedBy, text(json));
        case "reservation" -> reservation = first(reservation, reservation(json));
        default -> throw unsure();
      }
    }
    return new PurchaseRequest(given(customerId), given(requestedBy), given(reservation));
  }

  private static Reservation reservation(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    Sku sku = null;
    String location = null;
    Properties properties = null;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "sku" -> sku = first(sku, sku(json));
        case "location" -> location = first(location, text(json));
        case "properties" -> properties = first(properties, properties(json));
        default -> throw unsure();
      }
    }
    return new Reservation(given(sku), given(location), given(properties));
  }

  private static Sku sku(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    Sku sku = new Sku(text(json, NAME));
    end(json);
    return sku;
  }

  private static Properties properties(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    String resourceType = null;
    String billingScopeId = null;
    String term = null;
    String billingPlan = null;
    Long quantity = null;
    Optional<String> displayName = Optional.empty();
    String scopeType = null;
    Optional<List<String>> scopes = Optional.empty();
    Optional<AppliedScopeProperties> scopeProperties = Optional.empty();
    Optional<Boolean> renew = Optional.empty();
    Optional<ReservedResourceProperties> resourceProperties = Optional.empty();
    Optional<Instant> review = Optional.empty();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "reservedResourceType" -> resourceType = first(resourceType, text(json));
        case "billingScopeId" -> billingScopeId = first(billingScopeId, text(json));
        case "term" -> term = first(term, text(json));
        case "billingPlan" -> billingPlan = first(billingPlan, text(json));
        case "quantity" -> quantity = first(quantity, number(json));
        case "displayName" -> displayName = optional(displayName, text(json));
        case "appliedScopeType" -> scopeType = first(scopeType, text(json));
        case "appliedScopes" -> scopes = optional(scopes, texts(json));
        case "appliedScopeProperties" ->
            scopeProperties = optional(scopeProperties, scopeProperties(json));
        case "renew" -> renew = optional(renew, flag(json));
        case "reservedResourceProperties" ->
            resourceProperties = optional(resourceProperties, resourceProperties(json));
        case "reviewDateTime" -> review = optional(review, time(json));
        default -> throw unsure();
      }
    }
    return new Properties(
        given(resourceType),
        given(billingScopeId),
        given(term),
        given(billingPlan),
        given(quantity),
        displayName,
        given(scopeType),
        scopes,
        scopeProperties,
        renew,
        resourceProperties,
        review);
  }

  private static AppliedScopeProperties scopeProperties(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    Optional<String> tenantId = Optional.empty();
    Optional<String> managementGroupId = Optional.empty();
    Optional<String> subscriptionId = Optional.empty();
    Optional<String> resourceGroupId = Optional.empty();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "tenantId" -> tenantId = optional(tenantId, text(json));
        case "managementGroupId" -> managementGroupId = optional(managementGroupId, text(json));
        case "subscriptionId" -> subscriptionId = optional(subscriptionId, text(json));
        case "resourceGroupId" -> resourceGroupId = optional(resourceGroupId, text(json));
        default -> throw unsure();
      }
    }
    return new AppliedScopeProperties(tenantId, managementGroupId, subscriptionId, resourceGroupId);
  }

  private static ReservedResourceProperties resourceProperties(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    ReservedResourceProperties found =
        new ReservedResourceProperties(text(json, INSTANCE_FLEXIBILITY));
    end(json);
    return found;
  }

  private static List<String> texts(JsonParser json) throws IOException {
    next(json, JsonToken.START_ARRAY);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    if (!json.hasToken(JsonToken.END_ARRAY)) {
      throw unsure();
    }
    return texts;
  }

  private static <V> V first(V before, V value) throws IOException {
    if (before != null) {
      throw unsure();
    }
    return value;
  }

  private static <V> Optional<V> optional(Optional<V> before, V value) throws IOException {
    if (before.isPresent()) {
      throw unsure();
    }
    return Optional.of(value);
  }

  private static <V> V given(V value) throws IOException {
    if (value == null) {
      throw unsure();
    }
    return value;
  }
}
