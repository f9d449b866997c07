package nl.kring.server.uptake;

import nl.kring.model.uptake.UptakeType;

/**
 * Where a group is counted, and as what.
 *
 * @param municipality CBS code
 */
public record Place(String municipality, UptakeType type) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int first = municipality.compareTo(other.municipality);
    return first != 0 ? first : type.wireName().compareTo(other.type.wireName());
  }
}
