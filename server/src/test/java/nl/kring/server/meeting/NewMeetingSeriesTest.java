package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import nl.kring.model.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewMeetingSeriesTest {
  private static NewMeetingSeries read(String json) throws IOException {
    return WireJson.read(
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NewMeetingSeries.class);
  }

  @Test
  void itIsReadAsOpenApiSays() throws IOException {
    NewMeetingSeries series =
        read(
            "{'recurrence':'weekly','firstDay':'2026-11-25','startTime':'20:00',"
                + "'durationMinutes':120}");
    assertEquals(Recurrence.WEEKLY, series.recurrence());
    assertEquals(LocalDate.of(2026, 11, 25), series.firstDay());
    assertEquals(LocalTime.of(20, 0), series.startTime());
    assertEquals(120, series.durationMinutes());
    assertNull(series.lastDay());
    assertNull(series.address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'recurrence':'daily','firstDay':'2026-11-25','startTime':'20:00','durationMinutes':120",
        "'recurrence':'once','firstDay':'2026-02-30','startTime':'20:00','durationMinutes':120",
        "'recurrence':'once','firstDay':'2026-11-25','startTime':'20:00:30','durationMinutes':120",
        "'recurrence':'once','firstDay':'2026-11-25','startTime':'20:00','durationMinutes':0",
        "'recurrence':'once','firstDay':'2026-11-25','startTime':'20:00','durationMinutes':601",
        "'recurrence':'once','firstDay':'1026-11-25','startTime':'20:00','durationMinutes':120",
        "'recurrence':'once','firstDay':null,'startTime':'20:00','durationMinutes':120",
        "'recurrence':'once','firstDay':'2026-11-25','startTime':'20:00'",
        "'recurrence':'once','firstDay':'2026-11-25','lastDay':'2026-12-25','startTime':'20:00',"
            + "'durationMinutes':120",
        "'recurrence':'weekly','firstDay':'2026-11-25','lastDay':'2026-11-24','startTime':'20:00',"
            + "'durationMinutes':120",
        "'recurrence':'once','firstDay':'2026-11-25','startTime':'20:00','durationMinutes':120,"
            + "'address':' '"
      })
  void whatIsOutsideTheLimitsIsRefused(String fields) {
    assertThrows(IOException.class, () -> read("{" + fields + "}"));
  }
}
