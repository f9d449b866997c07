package nl.kring.server.uptake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.kring.model.uptake.Milestone;
import nl.kring.model.uptake.Participation;

/**
 * Adds participations to counters that are open. Plain JDBC: every participation passes here.
 *
 * <p>A batch is added up first, and its counters are touched in one fixed order, so that two
 * processes can never wait for each other. A counter that was never opened counts nothing.
 */
final class MonthCounters {
  private static final String ADD_CELL =
      "UPDATE uptake_cell SET people = people + ? WHERE month = ? AND unit = ? AND type = ?";
  private static final String ADD_COHORT =
      "UPDATE uptake_cohort SET people = people + ?"
          + " WHERE quarter = ? AND milestone = ? AND channel = ?";
  private static final String ADD_YEAR =
      "UPDATE uptake_year SET people = people + ? WHERE CAST(year AS TEXT) = ? AND municipality = ?";

  private final TreeMap<String, Add> adds = new TreeMap<>();

  private record Add(String sql, List<String> key, int people) {
    Add plus(Add other) {
      return new Add(sql, key, people + other.people);
    }
  }

  void add(YearMonth month, OpenMonth open, Participation participation) {
    Place place = new Place(participation.municipality(), participation.groupType());
    open.table()
        .cellOf(place)
        .ifPresent(cell -> add(ADD_CELL, month.toString(), cell.unit(), cell.type()));
    add(ADD_YEAR, Integer.toString(month.getYear()), place.municipality());
    Milestone milestone = participation.milestone();
    if (milestone != null) {
      Cohort cohort = Cohort.of(month, milestone, participation.channel());
      add(ADD_COHORT, cohort.quarter(), cohort.milestone(), cohort.channel());
    }
  }

  private void add(String sql, String... key) {
    adds.merge(sql + String.join(",", key), new Add(sql, List.of(key), 1), Add::plus);
  }

  void write(Connection connection) throws SQLException {
    for (Map.Entry<String, Add> each : adds.entrySet()) {
      try (PreparedStatement add = connection.prepareStatement(each.getValue().sql())) {
        int column = 1;
        add.setInt(column++, each.getValue().people());
        for (String part : each.getValue().key()) {
          add.setString(column++, part);
        }
        add.executeUpdate();
      }
    }
  }
}
