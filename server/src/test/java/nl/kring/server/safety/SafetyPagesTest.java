package nl.kring.server.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

@ParameterizedClass
@EnumSource
class SafetyPagesTest {
  private static final String ACKNOWLEDGEMENTS = "/api/v1/staff-acknowledgements/me";

  @AutoClose private final TestServer server;

  SafetyPagesTest(TestDatabases databases, @TempDir Path folder) throws Exception {
    server = new TestServer(databases, folder);
  }

  private String page(String path, String token) throws Exception {
    HttpResponse<byte[]> answer = server.page(path, token);
    assertEquals(200, answer.statusCode(), path);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String newcomer(String name) throws Exception {
    server.app.staff().create(name, Role.FACILITATOR, server.providerId, null, server.password);
    return server.token(name);
  }

  private static String rows(Database database) {
    Map<String, String> rows = new TreeMap<>();
    database
        .reader()
        .useHandle(
            handle ->
                handle
                    .queryMetadata(
                        about -> about.getTables(null, null, "%", new String[] {"TABLE"}))
                    .map((row, context) -> row.getString("TABLE_NAME"))
                    .filter(table -> !table.startsWith("sql") && !table.equals("scheduled_tasks"))
                    .forEach(
                        table ->
                            rows.put(
                                table,
                                handle
                                    .createQuery("SELECT * FROM " + table)
                                    .mapToMap()
                                    .map(
                                        row -> {
                                          row.replaceAll(
                                              (column, value) ->
                                                  value instanceof byte[] bytes
                                                      ? Hex.toHexString(bytes)
                                                      : value);
                                          return row.toString();
                                        })
                                    .stream()
                                    .sorted()
                                    .toList()
                                    .toString())));
    return rows.toString();
  }

  @Test
  void s10_theRedFlagAidHasNoFormSetsNothingAndLeavesNoRowAndNoLine() throws Exception {
    // Somebody without any group: the aid needs none.
    String token = newcomer("Wim");
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    String before = rows(server.app.people()) + rows(server.app.counts());
    HttpResponse<byte[]> answer;
    try {
      answer = server.page("/staff/red-flags", token);
    } finally {
      root.detachAppender(lines);
    }
    assertEquals(200, answer.statusCode());
    String html = new String(answer.body(), StandardCharsets.UTF_8);
    for (String sending : List.of("<form", "<input", "<button", "<script", "<iframe", "<img")) {
      assertFalse(html.contains(sending), sending);
    }
    assertFalse(html.matches("(?s).*href=\"(?!/static/)[^\"]*\\?.*"), "a link with a query");
    assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
    assertTrue(answer.headers().firstValue("Cache-Control").orElse("").contains("no-store"));
    assertEquals(before, rows(server.app.people()) + rows(server.app.counts()));
    assertEquals(List.of(), lines.list.stream().map(ILoggingEvent::getMessage).toList());
    int first = html.indexOf("tel:112");
    int second = html.indexOf("tel:08002000");
    assertTrue(0 < first && first < second, "112 first, then Veilig Thuis");
    assertTrue(html.contains("25 november 2026"), "when the number was checked");
    int consult = html.indexOf("Vraag advies<");
    int discuss = html.indexOf("Praat met de deelnemer, als dat veilig is<");
    int report = html.indexOf("Meld<");
    assertTrue(0 < consult && consult < discuss && discuss < report, "in this order");
    assertEquals(
        403,
        server.page("/staff/red-flags", server.token(administrator())).statusCode(),
        "who leads");
  }

  private String administrator() {
    server.app.staff().create("Bram", Role.ADMINISTRATOR, null, null, server.password);
    return "Bram";
  }

  @Test
  void s12_theProtocolIsAcknowledgedEachYearAndToldAMonthAhead() throws Exception {
    String token = newcomer("Ilse");
    String told = "href=\"/staff/protocol\">Lees het nu";
    assertTrue(page("/staff", token).contains(told), "who never read it is told");
    assertTrue(page("/staff/protocol", token).contains("action=\"/staff/protocol\""));
    assertFalse(mine(token, "red-flag-protocol").get("valid").asBoolean());
    server.json("PUT", ACKNOWLEDGEMENTS + "/red-flag-protocol", token, null, 204);
    server.json("PUT", ACKNOWLEDGEMENTS + "/red-flag-protocol", token, null, 204);
    JsonNode mine = mine(token, "red-flag-protocol");
    assertEquals("2026-11-19", mine.get("acknowledgedOn").asText());
    assertEquals("2027-11-19", mine.get("endsOn").asText());
    assertTrue(mine.get("valid").asBoolean());
    assertFalse(page("/staff", token).contains(told));
    long acts =
        server.app.audit().before(Long.MAX_VALUE, 500).stream()
            .filter(each -> "protocol-acknowledged".equals(each.act()))
            .count();
    assertEquals(1, acts, "twice in a day is once");
    server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(333)));
    assertFalse(page("/staff", server.token("Ilse")).contains(told));
    server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(336)));
    token = server.token("Ilse");
    assertTrue(page("/staff", token).contains(told), "eleven months later");
    assertTrue(mine(token, "red-flag-protocol").get("valid").asBoolean());
    server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(365)));
    token = server.token("Ilse");
    assertFalse(mine(token, "red-flag-protocol").get("valid").asBoolean(), "a year later");
    assertTrue(page("/staff/protocol", token).contains("Dat geldt niet meer"));
  }

  private JsonNode mine(String token, String text) throws Exception {
    for (JsonNode each :
        server.json("GET", ACKNOWLEDGEMENTS, token, null, 200).get("acknowledgements")) {
      if (each.get("text").asText().equals(text)) {
        return each;
      }
    }
    throw new AssertionError("no " + text);
  }

  @Test
  void s13_theHandOverTextIsReadAndAcknowledged() throws Exception {
    String token = newcomer("Otto");
    String html = page("/staff/hand-over", token);
    for (String said : List.of("Dwingende controle", "Stalking", "contactverbod", "0800-2000")) {
      assertTrue(html.contains(said), said);
    }
    assertTrue(html.contains("Alleen zelfhulp past"), "said as it is");
    server.json("PUT", ACKNOWLEDGEMENTS + "/hand-over", token, null, 204);
    assertTrue(mine(token, "hand-over").get("valid").asBoolean());
    server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(1000)));
    assertTrue(mine(server.token("Otto"), "hand-over").get("valid").asBoolean(), "once is enough");
    server.json("PUT", ACKNOWLEDGEMENTS + "/no-such-text", server.token("Otto"), null, 404);
  }
}
