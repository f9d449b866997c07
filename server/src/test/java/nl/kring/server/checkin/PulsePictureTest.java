package nl.kring.server.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nl.kring.model.checkin.Pulse;
import nl.kring.model.checkin.PulseWeek;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.checkin.PulsePicture.Bar;
import nl.kring.server.checkin.PulsePicture.Part;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PulsePictureTest {
  private static final IsoWeek FIRST = IsoWeek.parse("2026-W52");

  private static List<IsoWeek> weeks(int count) {
    return IntStream.range(0, count).mapToObj(FIRST::plusWeeks).toList();
  }

  private static PulseWeek week(IsoWeek week, List<Integer> tension) {
    int slips = tension.stream().mapToInt(Integer::intValue).sum();
    return new PulseWeek(
        week, tension, List.of(slips, 0, 0, 0, 0), Map.of(TimeOut.NOT_NEEDED, slips));
  }

  private static PulsePicture tension(List<IsoWeek> closed, PulseWeek... published) {
    return PulsePicture.of(closed, new Pulse("group", List.of(published))).get(0);
  }

  @Test
  void everyClosedWeekHasABarAndOnlyPublishedOnesAreFilled() {
    PulsePicture picture = tension(weeks(3), week(FIRST.plusWeeks(1), List.of(1, 2, 3, 0, 0)));
    assertEquals(List.of(52, 53, 1), picture.bars().stream().map(Bar::week).toList());
    assertEquals(List.of(false, true, false), picture.bars().stream().map(Bar::isShown).toList());
    assertEquals(6, picture.bars().get(1).slips());
    assertEquals(List.of(), picture.bars().get(0).parts());
  }

  @Test
  void thereAreThreePictures() {
    assertEquals(
        List.of("tension", "urge", "time-out"),
        PulsePicture.of(weeks(1), new Pulse("group", List.of())).stream()
            .map(PulsePicture::name)
            .toList());
  }

  @Test
  void withoutClosedWeeksThereAreNoBars() {
    assertEquals(List.of(), tension(List.of()).bars());
  }

  @Test
  void moreTensionLiesHigherAndDarker() {
    Bar bar = tension(weeks(1), week(FIRST, List.of(5, 0, 0, 0, 5))).bars().get(0);
    assertEquals(List.of("q1", "q5"), bar.parts().stream().map(Part::shade).toList());
    assertTrue(bar.parts().get(0).y() > bar.parts().get(1).y());
  }

  @RepeatedTest(50)
  void thePartsOfABarFillItWithoutGaps(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Integer> counts = IntStream.range(0, 5).mapToObj(i -> random.nextInt(30)).toList();
    int count = 1 + random.nextInt(8);
    PulsePicture picture = tension(weeks(count), week(FIRST, counts));
    Bar bar = picture.bars().get(0);
    int bottom = picture.top() + picture.barHeight();
    for (Part part : bar.parts()) {
      assertEquals(bottom, part.y() + part.height());
      bottom = part.y();
    }
    if (bar.slips() > 0) {
      assertEquals(picture.top(), bottom);
    }
    Bar last = picture.bars().get(count - 1);
    assertTrue(last.x() + picture.barWidth() <= picture.width());
    assertFalse(picture.width() > 288);
  }
}
