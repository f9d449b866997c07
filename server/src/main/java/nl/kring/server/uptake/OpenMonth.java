package nl.kring.server.uptake;

import java.util.List;

/**
 * A month that is open: how its participations are counted.
 *
 * @param active the groups that were open as it began, one place each
 */
record OpenMonth(Partition partition, CellTable table, List<Place> active) {
  static OpenMonth of(List<Place> ofYear, List<Place> active, Geography geography) {
    Partition partition = Partition.of(ofYear, geography);
    return new OpenMonth(partition, CellTable.of(partition, active), active);
  }
}
