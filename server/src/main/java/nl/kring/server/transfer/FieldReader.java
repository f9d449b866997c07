package nl.kring.server.transfer;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object with their types. What is wrong goes to the faults with its place,
 * and reads as null: {@link #make} then makes nothing. A field that is null is as one left out. Not
 * thread-safe.
 */
final class FieldReader {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Located.Fields fields;
  private final List<String> known;
  private final Faults faults;
  private final int faultsBefore;

  /** Reads an object that has these fields and no others. */
  FieldReader(Located.Fields fields, List<String> known, Faults faults) {
    this.fields = fields;
    this.known = known;
    this.faults = faults;
    this.faultsBefore = faults.count();
    fields
        .byName()
        .forEach(
            (name, field) -> {
              if (!known.contains(name)) {
                faults.add(
                    field.place(),
                    "there is no field " + Faults.quote(name) + suggestion(name, known));
              }
            });
  }

  /** As in {@code ; did you mean "name"?}, or what there is to choose from when nothing is near. */
  static String suggestion(String text, Collection<String> known) {
    String best = null;
    int bestDistance = 1 + Math.max(1, text.length() / 3);
    for (String each : known) {
      int distance = distance(text, each);
      if (distance < bestDistance) {
        best = each;
        bestDistance = distance;
      }
    }
    if (best != null) {
      return "; did you mean " + Faults.quote(best) + "?";
    }
    return known.size() > 20 ? "" : "; expected one of " + String.join(", ", known);
  }

  /** How many letters to add, drop or change (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** Where the value of a field stands; where the object begins when it has no such field. */
  Place place(String name) {
    Located.Field field = fields.byName().get(name);
    return field == null ? fields.place() : field.value().place();
  }

  /** Tells what is wrong with a field. */
  void fault(String name, String sentence) {
    faults.add(place(name), sentence);
  }

  /** Tells what is wrong, at the first field that the sentence names. */
  void faultAtNamedField(String sentence) {
    String named = "";
    for (String word : sentence.split("\\W+")) {
      if (known.contains(word)) {
        named = word;
        break;
      }
    }
    fault(named, sentence);
  }

  /**
   * What the fields make; null when one of them was wrong, or they do not go together.
   *
   * @param maker may throw an IllegalArgumentException whose sentence names a field
   */
  <T> @Nullable T make(Supplier<T> maker) {
    if (faults.count() > faultsBefore) {
      return null;
    }
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      faultAtNamedField(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Whether the file says something of it. */
  boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable Located value(String name) {
    Located.Field field = fields.byName().get(name);
    return field == null
            || (field.value() instanceof Located.Scalar scalar
                && scalar.token() == JsonToken.VALUE_NULL)
        ? null
        : field.value();
  }

  private @Nullable Located needed(String name) {
    Located value = value(name);
    if (value == null) {
      fault(name, name + " is missing");
    }
    return value;
  }

  private @Nullable String scalar(
      String name, @Nullable Located value, JsonToken token, String expected) {
    if (value == null) {
      return null;
    }
    if (value instanceof Located.Scalar scalar && scalar.token() == token) {
      return scalar.text();
    }
    faults.add(value.place(), name + " is " + value.what() + "; expected " + expected);
    return null;
  }

  /** A text that must be there; empty when it is wrong. */
  String text(String name) {
    return orEmpty(scalar(name, needed(name), JsonToken.VALUE_STRING, "a text"));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A text, or null. */
  @Nullable String textOrNull(String name) {
    return scalar(name, value(name), JsonToken.VALUE_STRING, "a text");
  }

  /** A key that must be there, and stands in no other object of this kind. */
  String key(Map<String, Place> taken) {
    String key = text("key");
    if (!key.isEmpty()) {
      Place before = taken.putIfAbsent(key, place("key"));
      if (!KEY.matcher(key).matches()) {
        fault("key", "key has 1 to 64 letters, digits, hyphens, dots and underscores");
      } else if (before != null) {
        fault("key", "key " + Faults.quote(key) + " was used before, in line " + before.line());
      }
    } else if (value("key") instanceof Located.Scalar scalar
        && scalar.token() == JsonToken.VALUE_STRING) {
      fault("key", "key is empty");
    }
    return key;
  }

  /** A whole number, or null. */
  @Nullable Integer numberOrNull(String name) {
    return number(name, value(name));
  }

  /** A whole number that must be there; 0 when it is wrong. */
  int number(String name) {
    Integer number = number(name, needed(name));
    return number == null ? 0 : number;
  }

  private @Nullable Integer number(String name, @Nullable Located value) {
    return parsed(
        name,
        scalar(name, value, JsonToken.VALUE_NUMBER_INT, "a whole number"),
        Integer::valueOf,
        "is a whole number that is not so large");
  }

  /** True or false; false when it is left out. */
  boolean isTrue(String name) {
    Located value = value(name);
    if (value instanceof Located.Scalar scalar && scalar.token() == JsonToken.VALUE_TRUE) {
      return true;
    }
    scalar(name, value, JsonToken.VALUE_FALSE, "true or false");
    return false;
  }

  /** A day, or null. */
  @Nullable LocalDate dayOrNull(String name) {
    return parsed(name, textOrNull(name), LocalDate::parse, "is a day such as 2026-11-25");
  }

  /** A day that must be there; today's era begins when it is wrong. */
  LocalDate day(String name) {
    LocalDate day =
        parsed(
            name,
            scalar(name, needed(name), JsonToken.VALUE_STRING, "a day such as 2026-11-25"),
            LocalDate::parse,
            "is a day such as 2026-11-25");
    return day == null ? LocalDate.EPOCH : day;
  }

  /** A time that must be there; midnight when it is wrong. */
  LocalTime time(String name) {
    LocalTime time =
        parsed(
            name,
            scalar(name, needed(name), JsonToken.VALUE_STRING, "a time such as 20:00"),
            LocalTime::parse,
            "is a time such as 20:00");
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  /**
   * One of some names, which must be there.
   *
   * @param reader throws an IllegalArgumentException whose sentence says which there are
   * @param otherwise when it is wrong
   */
  <T> T oneOf(String name, Function<String, T> reader, T otherwise) {
    String text = scalar(name, needed(name), JsonToken.VALUE_STRING, "a text");
    if (text != null) {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        fault(name, Faults.quote(text) + " is wrong: " + e.getMessage());
      }
    }
    return otherwise;
  }

  private <T> @Nullable T parsed(
      String name, @Nullable String text, Function<String, T> parser, String rule) {
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (DateTimeException | NumberFormatException e) {
      fault(name, Faults.quote(text) + " is wrong: " + name + " " + rule);
      return null;
    }
  }

  /** The values of a list, none when it is left out. */
  List<Located> list(String name) {
    Located value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Located.Items list) {
      return list.items();
    }
    fault(name, name + " is " + value.what() + "; expected a list");
    return List.of();
  }

  /** The objects of a list, each with these fields, none when it is left out. */
  List<FieldReader> objects(String name, List<String> fieldsOfEach) {
    List<FieldReader> objects = new ArrayList<>();
    for (Located each : list(name)) {
      FieldReader object = object(each, fieldsOfEach);
      if (object != null) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** An object with these fields, or null. */
  @Nullable FieldReader objectOrNull(String name, List<String> itsFields) {
    Located value = value(name);
    return value == null ? null : object(value, itsFields);
  }

  private @Nullable FieldReader object(Located value, List<String> itsFields) {
    if (value instanceof Located.Fields object) {
      return new FieldReader(object, itsFields, faults);
    }
    faults.add(value.place(), "this is " + value.what() + "; expected an object, as in {\"…\": …}");
    return null;
  }

  /** The texts of a list by where they stand, none when it is left out. */
  Map<Place, String> texts(String name) {
    Map<Place, String> texts = new java.util.LinkedHashMap<>();
    for (Located each : list(name)) {
      String text = scalar("this", each, JsonToken.VALUE_STRING, "a text");
      if (text != null) {
        texts.put(each.place(), text);
      }
    }
    return texts;
  }

  /** The whole numbers of a list, none when it is left out. */
  List<Integer> numbers(String name) {
    List<Integer> numbers = new ArrayList<>();
    for (Located each : list(name)) {
      Integer number = number("this", each);
      if (number != null) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** A fresh set of keys that are taken, for {@link #key}. */
  static Map<String, Place> noKeys() {
    return new HashMap<>();
  }
}
