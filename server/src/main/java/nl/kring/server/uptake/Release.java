package nl.kring.server.uptake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a month, once and for ever. All numbers are as they were counted, with the
 * noise that their counters started at: a number can be below zero. Whoever shows them clamps at
 * zero and gives the range.
 *
 * @param formatVersion 1
 * @param borderYear the borders of 1 January of this year
 * @param previousSha256 of the release before, hexadecimal; null for the first
 * @param partitionSha256 of the year's partition, hexadecimal
 * @param cells what was counted together
 * @param totals sums of published numbers
 * @param year with the last month of a year; null for the others
 * @param cohorts those that no later month can reach
 * @param table in which cell each place was counted
 * @param keyRoots the public roots of the weeks that touch the month
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Release(
    int formatVersion,
    YearMonth month,
    LocalDate publishedOn,
    int borderYear,
    @Nullable String previousSha256,
    Parameters parameters,
    String partitionSha256,
    List<CellCount> cells,
    List<Total> totals,
    @Nullable Year year,
    List<CohortCount> cohorts,
    List<PlaceCell> table,
    List<KeyRoot> keyRoots) {

  /**
   * With what noise the counters started.
   *
   * @param range90 in nine of ten months a cell's number is this far from the truth at the most; of
   *     a sum of n cells, √n times as far
   */
  public record Parameters(
      String monthEpsilon, String yearEpsilon, String cohortEpsilon, int range90) {
    static final Parameters CURRENT = new Parameters("1/4", "1/24", "1/8", 9);
  }

  /**
   * One cell.
   *
   * @param groups how many were open in it as the month began
   */
  public record CellCount(String unit, String type, int groups, int people) {}

  /**
   * A sum.
   *
   * @param of {@code country}, {@code part}, {@code region}, {@code unit} or {@code type}
   * @param code of what
   * @param cells of how many cells
   */
  public record Total(String of, String code, int cells, int people) {}

  /**
   * A whole year.
   *
   * @param months that were published of it
   */
  public record Year(int year, int months, List<MunicipalityYear> municipalities) {}

  /**
   * The mean number of participants per month.
   *
   * @param counted the counter of the year, with its noise
   * @param perMonth made to add up with the others of its unit
   */
  public record MunicipalityYear(String municipality, String unit, int counted, int perMonth) {}

  /** One milestone of those who joined in a quarter; {@code channel} for who joined only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CohortCount(
      String quarter, String milestone, @Nullable String channel, int people) {}

  /** Where the groups of a place were counted. */
  public record PlaceCell(String municipality, String groupType, String unit, String type) {}

  /** A week's public root. */
  public record KeyRoot(String week, String rootHash) {}
}
