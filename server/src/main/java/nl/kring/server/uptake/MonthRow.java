package nl.kring.server.uptake;

/**
 * A row of {@code uptake_month}, but for its month.
 *
 * @param ofYear places of the partition; empty when there is none
 */
record MonthRow(String ofYear, String places) {
  OpenMonth view(Geography geography) {
    return OpenMonth.of(Places.read(ofYear), Places.read(places), geography);
  }
}
