package nl.kring.model.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nl.kring.model.WireJson;
import nl.kring.model.time.IsoWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipTest {
  private static final String GOLDEN =
      "{\"schemaVersion\":1,\"tension\":3,\"urge\":2,\"timeOut\":\"not-needed\"}";

  @Test
  void aSlipIsWrittenInTheFormOfTheDesign() throws IOException {
    Slip slip = new Slip(3, 2, TimeOut.NOT_NEEDED);
    assertEquals(GOLDEN, new String(slip.canonicalBytes(), StandardCharsets.UTF_8));
    assertEquals(GOLDEN, new String(WireJson.write(slip), StandardCharsets.UTF_8));
    assertEquals(slip, Slip.read(GOLDEN.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everySlipIsSentInTheSameNumberOfBytes() throws IOException {
    for (int tension = 1; tension <= 5; tension++) {
      for (TimeOut timeOut : TimeOut.values()) {
        Slip slip = new Slip(tension, 1, timeOut);
        assertEquals(Slip.PADDED_BYTES, slip.paddedBytes().length);
        assertEquals(slip, Slip.read(slip.paddedBytes()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"schemaVersion\":2,\"tension\":3,\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":0,\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":6,\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":\"3\",\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":3.5,\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":3,\"urge\":2,\"timeOut\":\"maybe\"}",
        "{\"schemaVersion\":1,\"tension\":3,\"urge\":2,\"timeOut\":null}",
        "{\"schemaVersion\":1,\"tension\":3,\"tension\":4,\"urge\":2,\"timeOut\":\"used\"}",
        "{\"schemaVersion\":1,\"tension\":3,\"urge\":2,\"timeOut\":\"used\"} {}"
      })
  void whatIsNoSlipIsRefused(String json) {
    assertThrows(IOException.class, () -> Slip.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aPulseKeepsItsFormOnTheWire() throws IOException {
    String golden =
        "{\"groupId\":\"g\",\"weeks\":[{\"week\":\"2026-W47\",\"tension\":[1,2,3,4,5],"
            + "\"urge\":[5,4,3,2,1],\"timeOut\":{\"used\":1,\"not-used\":2,\"not-needed\":12}}]}";
    Pulse pulse =
        new Pulse(
            "g",
            List.of(
                new PulseWeek(
                    IsoWeek.parse("2026-W47"),
                    List.of(1, 2, 3, 4, 5),
                    List.of(5, 4, 3, 2, 1),
                    Map.of(TimeOut.USED, 1, TimeOut.NOT_USED, 2, TimeOut.NOT_NEEDED, 12))));
    assertEquals(golden, new String(WireJson.write(pulse), StandardCharsets.UTF_8));
    Pulse read = WireJson.read(golden.getBytes(StandardCharsets.UTF_8), Pulse.class);
    assertEquals(golden, new String(WireJson.write(read), StandardCharsets.UTF_8));
  }
}
