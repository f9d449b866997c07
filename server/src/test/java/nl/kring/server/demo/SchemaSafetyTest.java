package nl.kring.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Safety requirements that the schema itself must hold (PRIVACY § 4). */
class SchemaSafetyTest {
  private static final List<String> OF_PARTICIPANTS =
      List.of("membership", "recovery", "token_draw", "join_code");

  /** The only columns there are of a participant; a new one must be thought about here. */
  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          "membership", List.of("id", "group_id", "device_key", "joined_month", "last_draw_month"),
          "recovery", List.of("hash", "membership_id", "device_key", "asked_day"),
          "token_draw", List.of("membership_id", "token_key_id", "blinded_message_hash", "scope"),
          "join_code", List.of("hash", "group_id", "last_day"));

  /**
   * The only columns there are about what happened, and about what is agreed or was learned:
   * besides ids, days and months there are names of courses and organisations, and words of fixed
   * lists.
   */
  private static final Map<String, List<String>> WITHOUT_TEXT =
      Map.of(
          "incident", List.of("id", "provider_id", "month", "kind", "acts"),
          "incident_release_total", List.of("year", "region", "kind", "incidents"),
          "organisation", List.of("id", "provider_id", "name", "kind"),
          "course",
              List.of(
                  "id",
                  "provider_id",
                  "name",
                  "roles",
                  "criteria",
                  "valid_months",
                  "organisation_id",
                  "ended_on"),
          "course_record", List.of("id", "staff_id", "course_id", "done_on"),
          "agreement",
              List.of(
                  "id", "provider_id", "organisation_id", "subjects", "agreed_on", "review_by"));

  private static final Pattern OF_A_VICTIM =
      Pattern.compile(
          "partner|victim|slachtoffer|child|kind_|ex_|family|home_address|note|remark|free_text|attachment|message_text");
  private static final Pattern OF_A_COURT =
      Pattern.compile("certificate|score|completed|streak|badge|leaderboard|points");

  private static Map<String, List<String>> all(Path folder) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String name : List.of("people", "counts")) {
      try (Database database = Database.open(name, TestDatabases.SQLITE.url(folder, name))) {
        tables.putAll(ThiefView.tables(database));
      }
    }
    return tables;
  }

  private static List<String> columnsLike(Path folder, Pattern pattern) {
    return all(folder).entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column))
        .filter(name -> pattern.matcher(name).find())
        .toList();
  }

  @Test
  void s03_noColumnCanHoldSomethingAboutAPartnerAChildOrAHome(@TempDir Path folder) {
    Map<String, List<String>> tables = all(folder);
    for (String table : OF_PARTICIPANTS) {
      assertEquals(ALLOWED.get(table), tables.get(table), table);
    }
    assertEquals(List.of(), columnsLike(folder, OF_A_VICTIM));
  }

  @Test
  void s03_whatHappenedAndWhatIsAgreedHasNoColumnForAText(@TempDir Path folder) {
    Map<String, List<String>> tables = all(folder);
    WITHOUT_TEXT.forEach((table, columns) -> assertEquals(columns, tables.get(table), table));
  }

  @Test
  void s05_nothingOnTheServerCouldServeAsACertificate(@TempDir Path folder) {
    assertEquals(List.of(), columnsLike(folder, OF_A_COURT));
  }

  @Test
  void s15_nothingOnTheServerCountsAStreak(@TempDir Path folder) {
    assertEquals(List.of(), columnsLike(folder, OF_A_COURT));
  }
}
