package nl.kring.server.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, each by the environment variable of its name after {@code KRING_}.
 * The table of docs/operations.md says the same, with what each means.
 */
enum Setting {
  DATA_DIR("kring-data", "/var/lib/kring"),
  PORT("8080", "8080"),
  PUBLIC_URL("http://127.0.0.1:${KRING_PORT}", "https://kring.example"),
  PEOPLE_DATABASE_URL(
      "jdbc:sqlite:${KRING_DATA_DIR}/people.db", "jdbc:postgresql://localhost/people?user=kring"),
  COUNTS_DATABASE_URL(
      "jdbc:sqlite:${KRING_DATA_DIR}/counts.db", "jdbc:postgresql://localhost/counts?user=kring"),
  MASTER_SECRET_FILE("${KRING_DATA_DIR}/master-secret", "/etc/kring/master-secret"),
  METRICS_PORT(null, "9464"),
  SAFE_HOME_REGIONS_FILE(null, "/etc/kring/safe-home-regions.csv"),
  DEVELOPMENT("false", "true"),
  CLOCK_FILE(null, "clock.txt");

  private static final String PREFIX = "KRING_";

  /** The launcher's word to itself: a build runs, so do not build again. */
  private static final String OF_THE_LAUNCHER = "KRING_BUILDING";

  private static final int LEFT_OUT = 1;
  private static final int PUT_IN = 3;

  private final @Nullable String byDefault;
  private final String example;

  Setting(@Nullable String byDefault, String example) {
    this.byDefault = byDefault;
    this.example = example;
  }

  /** For example {@code KRING_PORT}. */
  String variable() {
    return PREFIX + name();
  }

  /** What holds when nothing is said, with other settings as <code>${KRING_…}</code>; or null. */
  @Nullable String byDefault() {
    return byDefault;
  }

  /** A value that would be accepted. */
  String example() {
    return example;
  }

  /**
   * What was said, else the default; null when neither is there.
   *
   * @throws BadSettingException when it is there, and empty
   */
  @Nullable String in(Map<String, String> environment) throws BadSettingException {
    String said = environment.get(variable());
    if (said != null) {
      if (said.isBlank()) {
        throw new BadSettingException(this, "is empty: leave it out, or fill it in");
      }
      return said;
    }
    String text = byDefault;
    if (text != null) {
      for (Setting other : values()) {
        String reference = "${" + other.variable() + "}";
        String value = text.contains(reference) ? other.in(environment) : null;
        text = value == null ? text : text.replace(reference, value);
      }
    }
    return text;
  }

  /** As {@link #in}, of one that has a default. */
  String of(Map<String, String> environment) throws BadSettingException {
    String value = in(environment);
    if (value == null) {
      throw new IllegalStateException(variable() + " has no default");
    }
    return value;
  }

  /**
   * A name that is mistyped would otherwise be a setting that is silently not obeyed.
   *
   * @throws BadSettingException naming the first variable that is no setting, and the likely one
   */
  static void refuseUnknown(Map<String, String> environment) throws BadSettingException {
    List<String> names = new ArrayList<>(environment.keySet());
    Collections.sort(names);
    for (String name : names) {
      if (name.startsWith(PREFIX) && !name.equals(OF_THE_LAUNCHER) && !isKnown(name)) {
        throw new BadSettingException(name, nearest(name));
      }
    }
  }

  private static boolean isKnown(String name) {
    for (Setting each : values()) {
      if (each.variable().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Setting nearest(String name) {
    Setting nearest = DATA_DIR;
    for (Setting each : values()) {
      if (distance(name, each.variable()) < distance(name, nearest.variable())) {
        nearest = each;
      }
    }
    return nearest;
  }

  /**
   * How far apart two names are (Levenshtein, weighed): who mistypes a name sooner leaves out a
   * part of it than puts in letters that are not there.
   */
  private static int distance(String typed, String meant) {
    int[] row = new int[meant.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j * LEFT_OUT;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i * PUT_IN;
      for (int j = 1; j < row.length; j++) {
        int kept = diagonal + (typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : PUT_IN);
        diagonal = row[j];
        row[j] = Math.min(kept, Math.min(row[j] + PUT_IN, row[j - 1] + LEFT_OUT));
      }
    }
    return row[meant.length()];
  }
}
