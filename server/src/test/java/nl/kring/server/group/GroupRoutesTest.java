package nl.kring.server.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupRoutesTest {
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    server.openGroup(server.app.providers().create("De Pion"), "Dinsdaggroep");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private JsonNode get(String path, int expected) throws Exception {
    return server.json("GET", "/api/v1/groups" + path, null, null, expected);
  }

  @Test
  void theDirectoryIsForEverybodyAndHidesAddresses() throws Exception {
    JsonNode groups = get("", 200).get("groups");
    assertEquals(2, groups.size());
    for (JsonNode group : groups) {
      assertFalse(group.has("address"));
    }
    JsonNode one = get("/" + server.groupId, 200);
    assertEquals("Woensdaggroep", one.get("name").asText());
    assertEquals("Utrecht", one.get("municipalityName").asText());
    assertFalse(one.has("address"));
    get("/none", 404);
  }

  @Test
  void theDirectoryCanBeNarrowedByWhatExists() throws Exception {
    assertEquals(2, get("?municipality=GM0344&type=men", 200).get("groups").size());
    assertEquals(0, get("?municipality=GM0363", 200).get("groups").size());
    assertEquals(0, get("?type=women", 200).get("groups").size());
    get("?municipality=Utrecht", 400);
    get("?municipality=", 400);
    get("?type=MEN", 400);
  }

  @Test
  void anUnchangedDirectoryIsNotSentTwice() throws Exception {
    HttpResponse<byte[]> first = server.send("GET", "/api/v1/groups", Map.of(), new byte[0]);
    assertTrue(first.headers().firstValue("Cache-Control").orElseThrow().contains("public"));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    Map<String, String> known = Map.of("If-None-Match", tag);
    assertEquals(304, server.send("GET", "/api/v1/groups", known, new byte[0]).statusCode());
  }
}
