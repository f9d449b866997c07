package nl.kring.server.group;

import java.time.LocalDate;

/** A row of {@code group_substitute}. */
record SubstituteRow(String id, String groupId, String staffId, String day) {
  SubstituteService.Substitute content() {
    return new SubstituteService.Substitute(id, staffId, LocalDate.parse(day));
  }
}
