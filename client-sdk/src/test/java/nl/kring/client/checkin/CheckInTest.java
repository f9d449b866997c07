package nl.kring.client.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.TimeOut;
import org.junit.jupiter.api.Test;

class CheckInTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");

  private static CheckIn.Builder right() {
    return CheckIn.builder(DAY).tension(1).urge(5).timeOut(TimeOut.USED);
  }

  @Test
  void everyAnswerHasItsRange() {
    for (int wrong : new int[] {Integer.MIN_VALUE, -1, 0, 6, Integer.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> right().tension(wrong).build());
      assertThrows(IllegalArgumentException.class, () -> right().urge(wrong).build());
    }
    assertThrows(IllegalArgumentException.class, () -> right().step(0).build());
    assertThrows(IllegalArgumentException.class, () -> right().step(100).build());
  }

  @Test
  void anAnswerLeftOutIsNamed() {
    CheckIn.Builder noTension = CheckIn.builder(DAY).urge(1).timeOut(TimeOut.USED);
    CheckIn.Builder noTimeOut = CheckIn.builder(DAY).urge(1).tension(1);
    assertEquals(
        "tension must be 1 to 5",
        assertThrows(IllegalArgumentException.class, noTension::build).getMessage());
    assertEquals(
        "timeOut is missing",
        assertThrows(IllegalArgumentException.class, noTimeOut::build).getMessage());
  }

  @Test
  void lapseAndStepMayBeLeftOut() {
    assertFalse(right().build().lapse());
    assertNull(right().build().step());
  }

  @Test
  void itComesBackFromItsFileAsItWas() throws Exception {
    CheckIn checkIn = right().lapse(true).step(12).build();
    assertEquals(checkIn, WireJson.read(WireJson.write(checkIn), CheckIn.class));
    assertEquals(checkIn.hashCode(), right().lapse(true).step(12).build().hashCode());
  }

  @Test
  void itPrintsNoAnswer() {
    assertEquals("CheckIn", right().build().toString());
  }
}
