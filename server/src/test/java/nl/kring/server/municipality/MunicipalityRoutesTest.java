package nl.kring.server.municipality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import nl.kring.model.WireJson;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MunicipalityRoutesTest {
  @Test
  void theListIsSentOnceWithItsSource(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      String path = "/api/v1/municipalities";
      HttpResponse<byte[]> answer = server.send("GET", path, Map.of(), new byte[0]);
      JsonNode all = WireJson.mapper().readTree(answer.body());
      assertTrue(all.get("source").asText().contains("CC BY 4.0"));
      assertEquals(342, all.get("municipalities").size());
      assertEquals(25, all.get("regions").size());
      assertEquals("VR01", all.get("regions").get(0).get("code").asText());
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      assertEquals(
          304, server.send("GET", path, Map.of("If-None-Match", tag), new byte[0]).statusCode());
    }
  }
}
