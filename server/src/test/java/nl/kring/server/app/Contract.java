package nl.kring.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.kring.model.WireJson;

/**
 * {@code openapi.yaml}, and whether an exchange is one that it foresees. Stricter than the contract
 * is for a phone: a field or header that it does not name is a fault here. Thread-safe.
 */
public final class Contract {
  /** What any answer may carry without the contract saying so for each. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "allow",
          "cache-control",
          "connection",
          "content-length",
          "content-security-policy",
          "content-type",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
          "date",
          "permissions-policy",
          "referrer-policy",
          "strict-transport-security",
          "transfer-encoding",
          "x-content-type-options");

  /** Refusals that any address can give, as the contract's description says. */
  private static final Set<Integer> ANYWHERE = Set.of(414, 431);

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** The contract of this version. */
  public static final Contract OURS = new Contract(resource());

  private final JsonNode root;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * One operation.
   *
   * @param path with its server's prefix, parameters in braces
   * @param json as the contract has it, references not followed
   */
  public record Operation(String method, String path, JsonNode json, JsonNode parameters) {
    boolean matches(String concrete) {
      return concrete.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    /** The one media type and its schema that a request has; empty when it has no body. */
    Optional<Map.Entry<String, JsonNode>> body() {
      return json.path("requestBody").path("content").properties().stream()
          .map(each -> Map.entry(each.getKey(), each.getValue().path("schema")))
          .findFirst();
    }

    /** The security schemes of which one is needed; "" stands for none at all. */
    Set<String> security() {
      Set<String> names = new TreeSet<>();
      if (!json.has("security")) {
        names.add("");
      }
      for (JsonNode each : json.path("security")) {
        names.add(each.isEmpty() ? "" : each.fieldNames().next());
      }
      return names;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An answer, however it was received. */
  public record Answer(int statusCode, HttpHeaders headers, byte[] body) {
    static Answer of(HttpResponse<byte[]> answer) {
      return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }
  }

  Contract(JsonNode root) {
    this.root = root;
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      JsonNode servers = path.getValue().has("servers") ? path.getValue() : root;
      String prefix = servers.at("/servers/0/url").asText().replaceFirst("/$", "");
      for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
        if (METHODS.contains(each.getKey())) {
          operations.add(
              new Operation(
                  each.getKey().toUpperCase(Locale.ROOT),
                  prefix + path.getKey(),
                  each.getValue(),
                  path.getValue().path("parameters")));
        }
      }
    }
  }

  private static JsonNode resource() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All operations, in the order of the contract. */
  public List<Operation> operations() {
    return operations;
  }

  /** Follows a reference, if this is one. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(root.at(node.get("$ref").asText().substring(1))) : node;
  }

  /**
   * A schema, for validating.
   *
   * @param isStrict for an answer: no field that it does not name; for a request, a field that may
   *     be missing may be null too
   */
  JsonSchema schema(JsonNode node, boolean isStrict) {
    ObjectNode document = node.deepCopy();
    document.set("components", root.path("components").deepCopy());
    if (isStrict) {
      refuseUnknownFields(document);
    } else {
      takeNullForMissing(document);
    }
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            document, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void refuseUnknownFields(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(Contract::refuseUnknownFields);
  }

  private static void takeNullForMissing(JsonNode node) {
    node.forEach(Contract::takeNullForMissing);
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      Set<String> required = new TreeSet<>();
      object.path("required").forEach(name -> required.add(name.asText()));
      ObjectNode properties = (ObjectNode) object.get("properties");
      for (Map.Entry<String, JsonNode> each : properties.properties()) {
        if (!required.contains(each.getKey())) {
          ObjectNode either = properties.objectNode();
          either.putArray("anyOf").add(each.getValue()).addObject().put("type", "null");
          each.setValue(either);
        }
      }
    }
  }

  /** Fails when the contract does not foresee this; does nothing when it knows no such address. */
  void require(String method, String path, byte[] request, HttpResponse<byte[]> answer) {
    List<String> faults = faults(method, path, request, Answer.of(answer));
    if (!faults.isEmpty()) {
      throw new AssertionError(
          method
              + " "
              + path
              + " "
              + answer.statusCode()
              + " is not as openapi.yaml has it: "
              + String.join("; ", faults));
    }
  }

  List<String> faults(String method, String path, byte[] request, Answer answer) {
    String plainPath = path.replaceFirst("\\?.*", "");
    List<Operation> ofPath = operations.stream().filter(each -> each.matches(plainPath)).toList();
    if (ofPath.isEmpty()) {
      return List.of();
    }
    Optional<Operation> operation =
        ofPath.stream()
            .filter(each -> each.method().equals(method.replace("HEAD", "GET")))
            .findFirst();
    List<String> faults = new ArrayList<>();
    if (operation.isEmpty()) {
      if (answer.statusCode() != 405 || answer.headers().firstValue("Allow").isEmpty()) {
        faults.add("a method that is not there gets 405 with Allow");
      }
      return faults;
    }
    if (ANYWHERE.contains(answer.statusCode())) {
      return faults;
    }
    JsonNode said =
        resolve(
            operation.get().json().path("responses").path(Integer.toString(answer.statusCode())));
    if (said.isMissingNode()) {
      return List.of("this status is not foreseen");
    }
    headers(operation.get(), said, answer, faults);
    body(said, method.equals("HEAD"), answer, faults);
    if (answer.statusCode() < 300) {
      operation
          .get()
          .body()
          .filter(body -> body.getKey().endsWith("json"))
          .ifPresent(body -> json("request", schema(body.getValue(), false), request, faults));
    }
    return faults;
  }

  private void headers(Operation operation, JsonNode said, Answer answer, List<String> faults) {
    Set<String> known = new TreeSet<>(EVERYWHERE);
    if (operation.security().contains("privateToken")) {
      known.add("padding");
      if (answer.headers().firstValue("Padding").isEmpty()) {
        faults.add("Padding is missing");
      }
    }
    for (Map.Entry<String, JsonNode> each : said.path("headers").properties()) {
      JsonNode header = resolve(each.getValue());
      known.add(each.getKey().toLowerCase(Locale.ROOT));
      List<String> values = answer.headers().allValues(each.getKey());
      if (values.size() > 1 || (values.isEmpty() && header.path("required").asBoolean())) {
        faults.add(each.getKey() + " stands there " + values.size() + " times");
      }
      for (String value : values) {
        schema(header.path("schema"), true)
            .validate(WireJson.mapper().getNodeFactory().textNode(value))
            .forEach(fault -> faults.add(each.getKey() + fault.getMessage()));
      }
    }
    for (String name : answer.headers().map().keySet()) {
      if (!known.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
        faults.add("header " + name + " is not foreseen");
      }
    }
  }

  private void body(JsonNode said, boolean isHead, Answer answer, List<String> faults) {
    JsonNode content = said.path("content");
    if (content.isEmpty() || isHead) {
      if (answer.body().length > 0) {
        faults.add("there is a body");
      }
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!content.has(type)) {
      faults.add("Content-Type " + type + " is not foreseen");
    } else if (type.endsWith("json") || type.endsWith("directory")) {
      json("answer", schema(content.get(type).path("schema"), true), answer.body(), faults);
    } else if (answer.body().length == 0) {
      faults.add("there is no body");
    }
  }

  private static void json(String what, JsonSchema schema, byte[] body, List<String> faults) {
    try {
      schema
          .validate(WireJson.mapper().readTree(body))
          .forEach(fault -> faults.add(what + " " + fault.getMessage()));
    } catch (IOException e) {
      faults.add(what + " is not JSON");
    }
  }
}
