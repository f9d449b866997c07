package nl.kring.server.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.kring.server.platform.db.Database;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/** What somebody finds who copies both databases: each table, one row, and what it says. */
final class ThiefView {
  private static final int WIDTH = 44;

  private static final Map<String, String> WHY =
      Map.ofEntries(
          Map.entry("provider", "who runs the groups; public"),
          Map.entry("staff", "people who lead; no participant"),
          Map.entry("staff_token", "staff who are signed in, as hashes; no participant"),
          Map.entry(
              "sign_in_delay", "keyed hashes of names that were typed wrongly; no participant"),
          Map.entry("staff_invitation", "staff who are invited, with the hash of a link"),
          Map.entry("audit_event", "what the staff did; of join codes only how many in a day"),
          Map.entry("audit_count", "how many join codes the staff made today; not which, not when"),
          Map.entry("audit_head", "the last of those events"),
          Map.entry("programme", "public"),
          Map.entry("programme_step", "public"),
          Map.entry("support_group", "public, but for some addresses"),
          Map.entry("group_staff", "who leads which group; no participant"),
          Map.entry("group_backing", "the professional whom a group can call; no participant"),
          Map.entry("group_substitute", "staff who lead a group for a day; no participant"),
          Map.entry("staff_acknowledgement", "when staff read a safety text; no participant"),
          Map.entry("meeting_series", "when groups meet; says nothing of who comes"),
          Map.entry("meeting_change", "single meetings that are otherwise; likewise"),
          Map.entry("meeting_pause", "when groups do not meet; likewise"),
          Map.entry("evening", "which step a meeting had, and who of the staff kept the order"),
          Map.entry(
              "head_count",
              "how many people a meeting had, for 13 months; exact, and never published"),
          Map.entry("planning_version", "how often a planning was changed; no participant"),
          Map.entry("calendar_address", "hashes of secret addresses of staff; no participant"),
          Map.entry("organisation", "whom a provider works with; no person"),
          Map.entry("course", "what those who lead can learn; no person"),
          Map.entry("course_requirement", "which role requires which course; no person"),
          Map.entry("course_record", "who of the staff followed a course; no participant"),
          Map.entry("course_following", "which organisation follows a course; no person"),
          Map.entry("agreement", "what is agreed with an organisation; no person"),
          Map.entry(
              "incident",
              "that something happened with a provider in a month; not the group, nobody, no day"),
          Map.entry("incident_release", "the years that are published; public"),
          Map.entry("incident_release_total", "what was published of them; public"),
          Map.entry("join_code", "keyed hashes of unused codes, gone after two days"),
          Map.entry(
              "membership",
              "a random id, a key made on a phone, two months: no name, no number, no day"),
          Map.entry(
              "token_draw",
              "which keys a random id drew for (all of a week at once, used or not), and a hash of"
                  + " a blinded message, which fits every token of that key alike"),
          Map.entry(
              "recovery",
              "keyed hashes of recovery codes, under a secret kept elsewhere; of a pending move the"
                  + " new phone's key and the day it was asked"),
          Map.entry(
              "recovery_pepper",
              "the secret of those hashes, sealed under a secret kept elsewhere; no participant"),
          Map.entry("secret_check", "whether the right master secret was given; no participant"),
          Map.entry("scheduled_tasks", "when the server's own jobs run; no participant"),
          Map.entry("token_key", "signing keys of days, sealed under a secret kept elsewhere"),
          Map.entry("uptake_partition", "the public directory as a year began"),
          Map.entry("uptake_month", "the public directory as a month began"),
          Map.entry("uptake_cell", "counters of a month that started at noise"),
          Map.entry("uptake_year", "counters of a year that started at noise"),
          Map.entry("uptake_cohort", "counters of a quarter that started at noise"),
          Map.entry("uptake_budget", "what the counters cost of the privacy budget; public"),
          Map.entry("uptake_release", "what was published; public"),
          Map.entry("key_root", "the public, signed root of a week's keys"),
          Map.entry("signing_key", "what signs roots, sealed under a secret kept elsewhere"),
          Map.entry("closed_week", "weeks that are closed"),
          Map.entry("restore_number", "how often a back-up was restored"),
          Map.entry("pulse_day", "how many people sent something that day; not who"),
          Map.entry("pulse_answer", "how often each answer was given this week; not by whom"),
          Map.entry("pulse_week", "published counts of a week with enough people"),
          Map.entry("flyway_schema_history", "the versions of this schema"));

  private ThiefView() {}

  static void print(Database people, Database counts, PrintStream out) {
    out.println();
    out.println("What a thief of both databases would find:");
    for (Database database : List.of(people, counts)) {
      out.println();
      out.println("  database " + database.name());
      tables(database).forEach((table, columns) -> print(database, table, columns, out));
    }
  }

  private static void print(
      Database database, String table, List<String> columns, PrintStream out) {
    long rows =
        database
            .reader()
            .withHandle(
                handle ->
                    handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(long.class).one());
    out.println("    " + table + " (" + String.join(", ", columns) + "): " + rows + " rows");
    database
        .reader()
        .withHandle(
            handle ->
                handle.createQuery("SELECT * FROM " + table + " LIMIT 1").mapToMap().findOne())
        .ifPresent(
            row ->
                out.println(
                    "      "
                        + columns.stream()
                            .map(column -> show(row.get(column)))
                            .collect(Collectors.joining(" | "))));
    out.println("      → " + why(table));
  }

  /** Why a table says nothing about a person; null for a table that nobody thought about. */
  static @Nullable String whyOrNull(String table) {
    return table.startsWith("spent_")
        ? "hashes of spent tokens: nobody can tell which member drew them"
        : WHY.get(table);
  }

  private static String why(String table) {
    String why = whyOrNull(table);
    if (why == null) {
      throw new IllegalStateException("nobody said what a thief learns from table " + table);
    }
    return why;
  }

  /** Every table and its columns, as the database itself lists them. */
  static Map<String, List<String>> tables(Database database) {
    String list =
        database.vendor() == Database.Vendor.SQLITE
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
    return database
        .reader()
        .withHandle(
            handle -> {
              Map<String, List<String>> tables = new TreeMap<>();
              for (String table : handle.createQuery(list).mapTo(String.class).list()) {
                tables.put(table, columns(handle, table));
              }
              return tables;
            });
  }

  private static List<String> columns(org.jdbi.v3.core.Handle handle, String table) {
    return handle
        .createQuery("SELECT * FROM " + table + " LIMIT 0")
        .scanResultSet(
            (results, context) -> {
              try (var rows = results.get()) {
                var metadata = rows.getMetaData();
                java.util.ArrayList<String> names = new java.util.ArrayList<>();
                for (int i = 1; i <= metadata.getColumnCount(); i++) {
                  names.add(metadata.getColumnName(i));
                }
                return names;
              }
            });
  }

  private static String show(@Nullable Object value) {
    String text =
        value instanceof byte[] bytes
            ? Hex.toHexString(bytes)
            : String.valueOf(value).replace('\n', ' ');
    return text.getBytes(StandardCharsets.UTF_8).length > WIDTH
        ? text.substring(0, Math.min(WIDTH, text.length())) + "…"
        : text;
  }
}
