package nl.kring.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.kring.model.WireJson;

/** Every way in which a request can be wrong, generated from the contract. */
final class BadRequests {
  /** Stands in whatever is sent; no answer may repeat it. */
  static final String MARK = "zqxmark";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final byte[] NOTHING = new byte[0];
  private static final String TOO_LONG = MARK + "a".repeat(10_000);
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

  /** What proves who asks; made anew for each server. */
  enum Proof {
    NONE,
    MEMBER,
    STAFF,
    COORDINATOR,
    ADMINISTRATOR,
    TOKEN,
    MONTH_TOKEN
  }

  /**
   * One request.
   *
   * @param target with {@code OWN-groupId} and the like for the id of one that exists
   * @param statuses what may be answered; nothing else
   */
  record Case(
      String name,
      String method,
      String target,
      Proof proof,
      List<String> headers,
      byte[] body,
      Set<Integer> statuses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Contract contract;
  private final List<Case> cases = new ArrayList<>();

  private BadRequests(Contract contract) {
    this.contract = contract;
  }

  static List<Case> of(Contract contract) {
    BadRequests all = new BadRequests(contract);
    for (Contract.Operation operation : contract.operations()) {
      all.methods(operation);
      all.credentials(operation);
      all.pathParameters(operation);
      all.queryParameters(operation);
      operation.body().ifPresent(body -> all.bodies(operation, body.getKey(), body.getValue()));
    }
    return all.cases;
  }

  // ---- methods ------------------------------------------------------------------------------

  private void methods(Contract.Operation operation) {
    for (String method : METHODS) {
      boolean exists =
          contract.operations().stream()
              .anyMatch(
                  each ->
                      each.path().equals(operation.path())
                          && each.method().equals(method.replace("HEAD", "GET")));
      if (!exists) {
        cases.add(
            new Case(
                method + " " + operation.path() + ": no such method",
                method,
                target(operation),
                Proof.NONE,
                List.of(),
                NOTHING,
                Set.of(405)));
      }
    }
  }

  // ---- credentials --------------------------------------------------------------------------

  private void credentials(Contract.Operation operation) {
    Set<String> proofs = operation.security();
    if (proofs.equals(Set.of(""))) {
      return;
    }
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    if (!proofs.contains("")) {
      wrong.put("no credential", List.of());
    }
    wrong.put("an empty credential", List.of("Authorization:"));
    wrong.put("only a scheme", List.of("Authorization: Bearer"));
    wrong.put("another scheme", List.of("Authorization: Basic " + MARK));
    wrong.put("a bearer token of nobody", List.of("Authorization: Bearer " + MARK));
    wrong.put("three parts that are no JWT", List.of("Authorization: Bearer " + MARK + ".b.c"));
    wrong.put("a JWT without a signature", List.of("Authorization: Bearer " + unsigned()));
    wrong.put(
        "a credential of 5000", List.of("Authorization: Bearer " + TOO_LONG.substring(0, 5000)));
    wrong.put("no ASCII", List.of("Authorization: Bearer \u00e9\u00ff" + MARK));
    wrong.put(
        "a token of no base64", List.of("Authorization: PrivateToken token=\"!" + MARK + "\""));
    wrong.put("a token that is short", List.of("Authorization: PrivateToken token=\"AAIB\""));
    wrong.put(
        "a token of zeros",
        List.of("Authorization: PrivateToken token=\"AAI" + "A".repeat(469) + "\""));
    wrong.forEach(
        (name, headers) ->
            add(operation, name, target(operation), Proof.NONE, headers, body(operation), 401));
    add(
        operation,
        "a credential of 10,000",
        target(operation),
        Proof.NONE,
        List.of("Authorization: Bearer " + TOO_LONG),
        body(operation),
        431);
    add(
        operation,
        "two credentials",
        target(operation),
        proof(operation),
        List.of("Authorization: Bearer " + MARK),
        body(operation),
        400);
    if (!proofs.contains("") && !proofs.contains("staff")) {
      int refused = proofs.contains("privateToken") ? 401 : 403;
      add(operation, "staff", target(operation), Proof.STAFF, List.of(), body(operation), refused);
    }
    if (!proofs.contains("") && !proofs.contains("member")) {
      int refused = proofs.contains("privateToken") ? 401 : 403;
      add(
          operation,
          "a member",
          target(operation),
          Proof.MEMBER,
          List.of(),
          body(operation),
          refused);
    }
  }

  private static String unsigned() {
    return "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6cXhtYXJrIiwicm9sZSI6Ik1FTUJFUiIsImdyb3VwIjoieCJ9.";
  }

  // ---- parameters ---------------------------------------------------------------------------

  private void pathParameters(Contract.Operation operation) {
    for (String step : operation.path().split("/")) {
      if (!step.startsWith("{")) {
        continue;
      }
      String part = step.substring(0, step.indexOf('}') + 1);
      List<String> wrong =
          List.of(
              MARK,
              "%00" + MARK,
              MARK + "%0d%0aSet-Cookie:x",
              "%ff" + MARK,
              "..%2f..%2fetc%2f" + MARK,
              "%2e%2e",
              "..;" + MARK,
              "%25" + MARK,
              "%F0%9F%92%A9" + MARK,
              "'%20OR%20'1'='1" + MARK);
      wrong.forEach(value -> pathParameter(operation, part, value, Set.of(400, 404)));
      pathParameter(operation, part, "%zz" + MARK, Set.of(400));
      pathParameter(operation, part, TOO_LONG, Set.of(414));
    }
  }

  private void pathParameter(
      Contract.Operation operation, String part, String value, Set<Integer> statuses) {
    add(
        operation,
        part + " is " + abbreviated(value),
        filled(operation.path().replace(part, value)),
        proof(operation),
        List.of(),
        body(operation),
        statuses);
  }

  private void queryParameters(Contract.Operation operation) {
    for (JsonNode each : operation.json().path("parameters")) {
      JsonNode parameter = contract.resolve(each);
      if (!parameter.path("in").asText().equals("query")) {
        continue;
      }
      String start = target(operation) + "?" + parameter.path("name").asText() + "=";
      for (String value :
          List.of(
              "", MARK, "%00", "%ff" + MARK, "%zz" + MARK, "'" + MARK, "%F0%9F%92%A9", TOO_LONG)) {
        add(
            operation,
            parameter.path("name").asText() + " is " + abbreviated(value),
            start + value,
            proof(operation),
            List.of(),
            body(operation),
            value.equals(TOO_LONG) ? 414 : 400);
      }
    }
  }

  // ---- bodies -------------------------------------------------------------------------------

  private void bodies(Contract.Operation operation, String mediaType, JsonNode schema) {
    byte[] good = body(operation);
    int badForm = mediaType.startsWith("application/private-token") ? 422 : 400;
    for (String type :
        List.of("text/plain", "application/x-" + MARK, "multipart/form-data", MARK)) {
      cases.add(whole(operation, "Content-Type " + type, type, good, 415));
    }
    cases.add(whole(operation, "no Content-Type", null, good, 415));
    cases.add(whole(operation, "10 MB", mediaType, filled(10 << 20), 413));
    cases.add(whole(operation, "64 KiB and one byte", mediaType, filled((64 << 10) + 1), 413));
    cases.add(chunked(operation, mediaType, filled(10 << 20)));
    cases.add(chunked(operation, mediaType, filled((64 << 10) + 1)));
    cases.add(whole(operation, "nothing", mediaType, NOTHING, badForm));
    cases.add(whole(operation, "not UTF-8", mediaType, invalidUtf8(), badForm));
    if (!mediaType.endsWith("json")) {
      return;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("null", "null");
    texts.put("a number", "17");
    texts.put("a text", "\"" + MARK + "\"");
    texts.put("an array", "[]");
    if (!contract.resolve(schema).path("required").isEmpty()) {
      texts.put("an empty object", "{}");
    }
    texts.put("half an object", "{\"" + MARK + "\":");
    texts.put("no JSON", "<" + MARK + "/>");
    texts.put("two objects", new String(good, StandardCharsets.UTF_8) + "{}");
    texts.put("30,000 arrays", "[".repeat(30_000) + "]".repeat(30_000));
    texts.put("10,000 objects", "{\"a\":".repeat(10_000));
    texts.put("a key twice", twice(good));
    texts.put(
        "a deep unknown field",
        "{\"x\":"
            + "[".repeat(5000)
            + "]".repeat(5000)
            + ","
            + new String(good, StandardCharsets.UTF_8).substring(1));
    texts.put("a number of 10,000 digits", "9".repeat(10_000));
    texts.forEach(
        (name, text) ->
            cases.add(
                whole(operation, name, mediaType, text.getBytes(StandardCharsets.UTF_8), 400)));
    cases.add(
        whole(
            operation,
            "100,000 arrays",
            mediaType,
            "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
            413));
    cases.add(
        whole(
            operation,
            "UTF-16",
            mediaType,
            new String(good, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE),
            Set.of(400, 401, 404, 409)));
    fields(operation, mediaType, schema);
  }

  /** Each field in turn, nested ones too, is everything that it should not be. */
  private void fields(Contract.Operation operation, String mediaType, JsonNode schema) {
    JsonNode example = example(schema);
    for (String pointer : pointers(example, "")) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      values.put("null", JSON.nullNode());
      values.put("a text", JSON.textNode(MARK));
      values.put("an empty text", JSON.textNode(""));
      values.put("10,000 characters", JSON.textNode(TOO_LONG));
      values.put("NUL", JSON.textNode("\u0000" + MARK));
      values.put("half a character", JSON.textNode("\ud800"));
      values.put("right to left", JSON.textNode("\u202e" + MARK));
      values.put("a number", JSON.numberNode(17));
      values.put("a negative number", JSON.numberNode(-1));
      values.put("half", JSON.numberNode(1.5));
      values.put("2^31", JSON.numberNode(1L << 31));
      values.put("a number as text", JSON.textNode("1"));
      values.put("true", JSON.booleanNode(true));
      values.put("an object", JSON.objectNode());
      values.put("an array", JSON.arrayNode());
      values.put("an array of arrays", JSON.arrayNode().add(JSON.arrayNode()));
      values.forEach(
          (name, value) ->
              field(
                  operation,
                  mediaType,
                  schema,
                  example,
                  pointer,
                  name,
                  body -> set(body, pointer, value)));
      field(
          operation, mediaType, schema, example, pointer, "missing", body -> remove(body, pointer));
      String huge =
          changed(example, body -> set(body, pointer, JSON.textNode("HUGE")))
              .toString()
              .replace("\"HUGE\"", "1e999999");
      cases.add(
          whole(
              operation,
              pointer + " is 1e999999",
              mediaType,
              huge.getBytes(StandardCharsets.UTF_8),
              400));
    }
  }

  /** What the contract forbids gets 400; what it allows and is wrong all the same, any refusal. */
  private void field(
      Contract.Operation operation,
      String mediaType,
      JsonNode schema,
      JsonNode example,
      String pointer,
      String name,
      Consumer<JsonNode> change) {
    JsonNode body = changed(example, change);
    boolean isForbidden = !contract.schema(schema, false).validate(body).isEmpty();
    boolean isRefusable = isForbidden || !example.at(pointer).isMissingNode();
    if (body.equals(example) || !isRefusable) {
      return;
    }
    Set<Integer> statuses =
        isForbidden ? Set.of(400) : Set.of(200, 201, 204, 400, 401, 404, 409, 422, 429);
    cases.add(whole(operation, pointer + " is " + name, mediaType, WireJson.write(body), statuses));
  }

  private static JsonNode changed(JsonNode example, Consumer<JsonNode> change) {
    JsonNode body = example.deepCopy();
    change.accept(body);
    return body;
  }

  private static void set(JsonNode body, String pointer, JsonNode value) {
    JsonNode parent = body.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(last), value);
    }
  }

  private static void remove(JsonNode body, String pointer) {
    JsonNode parent = body.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ObjectNode object) {
      object.remove(last);
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(last));
    }
  }

  private static List<String> pointers(JsonNode node, String start) {
    List<String> all = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(
              each -> {
                all.add(start + "/" + each.getKey());
                all.addAll(pointers(each.getValue(), start + "/" + each.getKey()));
              });
    } else if (node.isArray()) {
      all.add(start + "/0");
    }
    return all;
  }

  /** A body as the contract wants it. */
  JsonNode example(JsonNode reference) {
    JsonNode schema = contract.resolve(reference);
    if (schema.has("example")) {
      return schema.get("example");
    }
    if (schema.has("enum")) {
      return schema.at("/enum/0");
    }
    switch (schema.path("type").asText()) {
      case "object":
        ObjectNode object = JSON.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(each -> object.set(each.getKey(), example(each.getValue())));
        return object;
      case "array":
        return JSON.arrayNode().add(example(schema.path("items")));
      case "integer":
        return JSON.numberNode(schema.path("minimum").asInt());
      case "boolean":
        return JSON.booleanNode(false);
      default:
        throw new AssertionError("openapi.yaml has no example for " + reference);
    }
  }

  // ---- pieces -------------------------------------------------------------------------------

  private void add(
      Contract.Operation operation,
      String name,
      String target,
      Proof proof,
      List<String> headers,
      byte[] body,
      int status) {
    add(operation, name, target, proof, headers, body, Set.of(status));
  }

  private void add(
      Contract.Operation operation,
      String name,
      String target,
      Proof proof,
      List<String> headers,
      byte[] body,
      Set<Integer> statuses) {
    List<String> all = new ArrayList<>(headers);
    operation.body().ifPresent(each -> all.add("Content-Type: " + each.getKey()));
    all.add("Content-Length: " + body.length);
    all.addAll(seen(operation));
    Set<Integer> expected = new TreeSet<>(statuses);
    if (!seen(operation).isEmpty() && (statuses.contains(404) || statuses.contains(200))) {
      // One of the cases that are no fault changed it.
      expected.add(412);
    }
    cases.add(
        new Case(operation + ": " + name, operation.method(), target, proof, all, body, expected));
  }

  /** What says that one saw a planning in which nothing is, where that is asked. */
  private static List<String> seen(Contract.Operation operation) {
    for (JsonNode each : operation.json().path("parameters")) {
      if (each.path("$ref").asText().endsWith("/ifMatch")) {
        return List.of("If-Match: \"" + "0".repeat(24) + "\"");
      }
    }
    return List.of();
  }

  private static Case whole(
      Contract.Operation operation, String name, String type, byte[] body, int status) {
    return whole(operation, name, type, body, Set.of(status));
  }

  private static Case whole(
      Contract.Operation operation, String name, String type, byte[] body, Set<Integer> statuses) {
    List<String> headers = new ArrayList<>(List.of("Content-Length: " + body.length));
    if (type != null) {
      headers.add("Content-Type: " + type);
    }
    headers.addAll(seen(operation));
    Set<Integer> expected = new TreeSet<>(statuses);
    if (!seen(operation).isEmpty() && statuses.contains(200)) {
      expected.add(412);
    }
    return new Case(
        operation + ": the body is " + name,
        operation.method(),
        target(operation),
        proof(operation),
        headers,
        body,
        expected);
  }

  private static Case chunked(Contract.Operation operation, String type, byte[] body) {
    byte[] start = (Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(start, start.length + body.length + end.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    System.arraycopy(end, 0, all, start.length + body.length, end.length);
    return new Case(
        operation + ": the body is " + body.length + " bytes in one chunk",
        operation.method(),
        target(operation),
        proof(operation),
        Stream.concat(
                Stream.of("Transfer-Encoding: chunked", "Content-Type: " + type),
                seen(operation).stream())
            .toList(),
        all,
        Set.of(413));
  }

  private static byte[] filled(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  private static byte[] invalidUtf8() {
    byte[] body = ("{\"" + MARK + "\":\"..\"}").getBytes(StandardCharsets.US_ASCII);
    body[body.length - 3] = (byte) 0xff;
    body[body.length - 4] = (byte) 0xc3;
    return body;
  }

  private static String twice(byte[] object) {
    String text = new String(object, StandardCharsets.UTF_8);
    return text.substring(0, text.length() - 1) + "," + text.substring(1);
  }

  private byte[] body(Contract.Operation operation) {
    return operation
        .body()
        .map(
            body ->
                body.getKey().endsWith("json")
                    ? WireJson.write(example(body.getValue()))
                    : new byte[259])
        .orElse(NOTHING);
  }

  private static String target(Contract.Operation operation) {
    return filled(operation.path());
  }

  private static String filled(String path) {
    return path.replaceAll("\\{(groupId|recordId|organisationId|agreementId)}", "OWN-$1")
        .replace("{day}", "2026-11-25")
        .replaceAll("\\{[^}]+}", "x");
  }

  private static Proof proof(Contract.Operation operation) {
    Set<String> proofs = operation.security();
    if (proofs.contains("privateToken")) {
      return operation.path().endsWith("/participations") ? Proof.MONTH_TOKEN : Proof.TOKEN;
    }
    if (operation
        .path()
        .matches(
            ".*/(facilitators(/.*)?|v1/staff|v1/staff/[^/]+|(course|organisation|agreement)[s-].*|incident-totals)")) {
      return Proof.COORDINATOR;
    }
    if (operation.path().matches(".*/(staff-invitations|staff-invitations/[^/]+|audit-events)")) {
      return Proof.ADMINISTRATOR;
    }
    if (proofs.contains("staff")) {
      return Proof.STAFF;
    }
    return proofs.contains("member") ? Proof.MEMBER : Proof.NONE;
  }

  private static String abbreviated(String value) {
    return value.length() < 60 ? "\"" + value + "\"" : value.length() + " characters";
  }
}
