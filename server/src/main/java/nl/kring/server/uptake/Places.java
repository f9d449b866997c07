package nl.kring.server.uptake;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import nl.kring.model.uptake.UptakeType;

/** Places of groups as text, one line each, sorted: the same groups give the same bytes. */
final class Places {
  private Places() {}

  static String write(Collection<Place> places) {
    return places.stream()
        .sorted()
        .map(each -> each.municipality() + "," + each.type().wireName() + "\n")
        .collect(Collectors.joining());
  }

  static List<Place> read(String text) {
    return text.lines().map(Places::place).toList();
  }

  private static Place place(String line) {
    int comma = line.indexOf(',');
    return new Place(line.substring(0, comma), UptakeType.ofWireName(line.substring(comma + 1)));
  }
}
