package nl.kring.server.checkin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.kring.model.checkin.Slip;
import nl.kring.model.time.IsoWeek;

/**
 * Adds slips to the counters of open weeks. Plain JDBC: every slip passes here.
 *
 * <p>A batch is added up first, and its counters are touched in one fixed order, so that two
 * processes can never wait for each other.
 */
final class OpenCounters {
  private static final String ADD_DAY =
      """
      INSERT INTO pulse_day (group_id, day, people) VALUES (?, ?, ?)
      ON CONFLICT (group_id, day) DO UPDATE SET people = pulse_day.people + excluded.people""";
  private static final String ADD_ANSWER =
      """
      INSERT INTO pulse_answer (group_id, week, question, answer, people) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (group_id, week, question, answer)
      DO UPDATE SET people = pulse_answer.people + excluded.people""";

  private final Map<List<String>, Integer> days = sorted();
  private final Map<List<String>, Integer> answers = sorted();

  private static Map<List<String>, Integer> sorted() {
    return new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
  }

  void add(String groupId, String day, Slip slip) {
    String week = IsoWeek.of(LocalDate.parse(day)).toString();
    days.merge(List.of(groupId, day), 1, Integer::sum);
    answer(groupId, week, "tension", Integer.toString(slip.tension()));
    answer(groupId, week, "urge", Integer.toString(slip.urge()));
    answer(groupId, week, "timeOut", slip.timeOut().wireName());
  }

  private void answer(String groupId, String week, String question, String answer) {
    answers.merge(List.of(groupId, week, question, answer), 1, Integer::sum);
  }

  void write(Connection connection) throws SQLException {
    write(connection, ADD_DAY, days);
    write(connection, ADD_ANSWER, answers);
  }

  private static void write(Connection connection, String sql, Map<List<String>, Integer> counters)
      throws SQLException {
    if (counters.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(sql)) {
      for (Map.Entry<List<String>, Integer> counter : counters.entrySet()) {
        int column = 1;
        for (String part : counter.getKey()) {
          add.setString(column++, part);
        }
        add.setInt(column, counter.getValue());
        add.executeUpdate();
      }
    }
  }
}
