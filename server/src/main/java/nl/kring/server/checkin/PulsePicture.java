package nl.kring.server.checkin;

import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.kring.model.checkin.Pulse;
import nl.kring.model.checkin.PulseWeek;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.pages.Page;
import org.jspecify.annotations.Nullable;

/**
 * The picture of one question: a bar for each closed week, oldest first, in which every answer has
 * its share; hatched where a week was not published. Measures are those of the SVG.
 */
public final class PulsePicture {
  private static final int WIDTH = 288;
  private static final int MAX_SLOT = 60;
  private static final int BAR_HEIGHT = 132;
  private static final int TOP = 1;

  /**
   * An answer, and the shade it has.
   *
   * @param key its words in the legend; empty where the number says it
   * @param number 1 to 5, or empty where the answer is none
   */
  public record Answer(String shade, String key, String number) {
    /** As the legend has it. */
    public String words(Page page) {
      return key.isEmpty() ? number : page.text(key);
    }

    /** As the table's head has it. */
    public String shortWords(Page page) {
      return number.isEmpty() ? page.text(key + ".short") : number;
    }
  }

  /** A week; its labels are centred on {@code middle}. */
  public record Bar(
      int x, int middle, int week, boolean isShown, List<Integer> counts, List<Part> parts) {
    /** How often the question was answered. */
    public int slips() {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** The share of one answer. */
  public record Part(String shade, int y, int height) {}

  private final String name;
  private final List<Answer> answers;
  private final int slot;
  private final List<Bar> bars;
  private final @Nullable Bar lastShown;

  private PulsePicture(
      String name,
      List<Answer> answers,
      List<IsoWeek> closedWeeks,
      Pulse pulse,
      Function<PulseWeek, List<Integer>> counts) {
    this.name = name;
    this.answers = answers;
    Map<IsoWeek, PulseWeek> published =
        pulse.weeks().stream().collect(Collectors.toMap(PulseWeek::week, Function.identity()));
    this.slot = Math.min(MAX_SLOT, WIDTH / Math.max(1, closedWeeks.size()));
    this.bars = new ArrayList<>();
    Bar last = null;
    for (int i = 0; i < closedWeeks.size(); i++) {
      PulseWeek week = published.get(closedWeeks.get(i));
      Bar bar = bar(i, closedWeeks.get(i), week == null ? List.of() : counts.apply(week));
      bars.add(bar);
      last = bar.isShown() ? bar : last;
    }
    this.lastShown = last;
  }

  private Bar bar(int place, IsoWeek week, List<Integer> counts) {
    List<Part> parts = new ArrayList<>();
    int all = counts.stream().mapToInt(Integer::intValue).sum();
    int below = 0;
    for (int i = 0; i < counts.size() && all > 0; i++) {
      int bottom = TOP + BAR_HEIGHT - share(below, all);
      below += counts.get(i);
      int top = TOP + BAR_HEIGHT - share(below, all);
      if (bottom > top) {
        parts.add(new Part(answers.get(i).shade(), top, bottom - top));
      }
    }
    return new Bar(
        place * slot + 1,
        place * slot + 1 + barWidth() / 2,
        week.monday().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        !counts.isEmpty(),
        counts,
        parts);
  }

  private static int share(int part, int all) {
    return Math.round((float) BAR_HEIGHT * part / all);
  }

  /** Tension, urge and time-outs. */
  static List<PulsePicture> of(List<IsoWeek> closedWeeks, Pulse pulse) {
    return List.of(
        new PulsePicture("tension", scale("tension"), closedWeeks, pulse, PulseWeek::tension),
        new PulsePicture("urge", scale("urge"), closedWeeks, pulse, PulseWeek::urge),
        new PulsePicture(
            "time-out",
            List.of(
                new Answer("q1", "pulse.time-out.not-needed", ""),
                new Answer("q3", "pulse.time-out.used", ""),
                new Answer("q5", "pulse.time-out.not-used", "")),
            closedWeeks,
            pulse,
            PulsePicture::timeOuts));
  }

  private static List<Answer> scale(String question) {
    return List.of(
        new Answer("q1", "pulse." + question + ".1", "1"),
        new Answer("q2", "", "2"),
        new Answer("q3", "", "3"),
        new Answer("q4", "", "4"),
        new Answer("q5", "pulse." + question + ".5", "5"));
  }

  private static List<Integer> timeOuts(PulseWeek week) {
    return List.of(
        week.timeOut().getOrDefault(TimeOut.NOT_NEEDED, 0),
        week.timeOut().getOrDefault(TimeOut.USED, 0),
        week.timeOut().getOrDefault(TimeOut.NOT_USED, 0));
  }

  /** {@code tension}, {@code urge} or {@code time-out}. */
  public String name() {
    return name;
  }

  /** The answers, the lightest shade first. */
  public List<Answer> answers() {
    return answers;
  }

  /** The answers as they lie in a bar. */
  public List<Answer> answersFromTop() {
    List<Answer> fromTop = new ArrayList<>(answers);
    Collections.reverse(fromTop);
    return fromTop;
  }

  /** The weeks, oldest first. */
  public List<Bar> bars() {
    return Collections.unmodifiableList(bars);
  }

  /** Whether a week was not published. */
  public boolean isAnyHidden() {
    return bars.stream().anyMatch(bar -> !bar.isShown());
  }

  /** What the last published week says, in a sentence. */
  public String meaning(Page page) {
    Bar last = lastShown;
    if (last == null) {
      return page.text("pulse.not-shown");
    }
    List<Integer> counts = last.counts();
    return counts.size() == 5
        ? page.text("pulse." + name + ".last", last.week(), last.slips(), high(counts))
        : page.text("pulse." + name + ".last", last.week(), counts.get(1), counts.get(2));
  }

  /** How often 4 or 5 was answered. */
  private static int high(List<Integer> counts) {
    return counts.get(3) + counts.get(4);
  }

  /** Width of the whole. */
  public int width() {
    return Math.max(1, bars.size()) * slot;
  }

  /** Height of the whole. */
  public int height() {
    return TOP + BAR_HEIGHT + 40;
  }

  /** Where bars begin. */
  public int top() {
    return TOP;
  }

  /** Width of a bar. */
  public int barWidth() {
    return slot * 3 / 4;
  }

  /** Height of a bar. */
  public int barHeight() {
    return BAR_HEIGHT;
  }

  /** Base line of the weeks' numbers. */
  public int weekLine() {
    return TOP + BAR_HEIGHT + 18;
  }

  /** Base line of how often a week was filled in. */
  public int oftenLine() {
    return TOP + BAR_HEIGHT + 35;
  }
}
