package nl.kring.server.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values of an enum are named on the wire and in tables: lower case, with hyphens. */
public final class WireNames {
  private WireNames() {}

  /** The name of a value. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The value of a name.
   *
   * @throws IllegalArgumentException with a sentence that lists the names there are
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (of(value).equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "one of "
            + Arrays.stream(type.getEnumConstants())
                .map(WireNames::of)
                .collect(Collectors.joining(", ")));
  }

  /** The values of names, in their order; as {@link #parse(Class, String)}. */
  public static <E extends Enum<E>> List<E> parse(Class<E> type, List<String> names) {
    return names.stream().map(name -> parse(type, name)).toList();
  }

  /** The names between commas, in the order of the enum. */
  public static <E extends Enum<E>> String join(Collection<E> values) {
    return values.stream().sorted().map(WireNames::of).collect(Collectors.joining(","));
  }

  /** What {@link #join} joined, in the order of the enum. */
  public static <E extends Enum<E>> List<E> split(Class<E> type, String joined) {
    return joined.isEmpty()
        ? List.of()
        : Arrays.stream(joined.split(",", -1)).map(name -> parse(type, name)).sorted().toList();
  }

  /**
   * These values in the order of the enum.
   *
   * @throws IllegalArgumentException when one of them is missing (a JSON null) or there twice
   */
  public static <E extends Enum<E>> List<E> each(String field, Class<E> type, List<E> values) {
    EnumSet<E> all = EnumSet.noneOf(type);
    for (E value : values) {
      if (value == null || !all.add(value)) {
        throw new IllegalArgumentException(field + " are each there once");
      }
    }
    return List.copyOf(all);
  }
}
