package nl.kring.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value (RFC 8259) that knows where in its file it stands. */
sealed interface Located {
  /** Where it begins. */
  Place place();

  /** What it is, as in "a number". */
  String what();

  /** An object; its fields in the order of the file. */
  record Fields(Place place, Map<String, Field> byName) implements Located {
    @Override
    public String what() {
      return "an object";
    }
  }

  /** A field of an object, and where its name stands. */
  record Field(Place place, Located value) {}

  /** An array. */
  record Items(Place place, List<Located> items) implements Located {
    @Override
    public String what() {
      return "a list";
    }
  }

  /** Anything else: a text, number, true, false or null. */
  record Scalar(Place place, JsonToken token, String text) implements Located {
    @Override
    public String what() {
      return switch (token) {
        case VALUE_STRING -> "a text";
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
        default -> text;
      };
    }
  }

  /**
   * Reads a file of one JSON value.
   *
   * @throws FaultyFileException with the place where it is no UTF-8 or no JSON
   */
  static Located read(byte[] utf8) {
    return new Reading(decode(utf8)).whole();
  }

  private static String decode(byte[] utf8) {
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    boolean isUtf8 =
        !StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true)
            .isError();
    String text = out.flip().toString();
    if (!isUtf8) {
      throw Faults.only(Place.after(text), "this byte is not UTF-8; expected a file in UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      throw Faults.only(
          Place.START, "the file begins with a byte order mark; expected UTF-8 without one");
    }
    return text;
  }

  /** One file being read. */
  final class Reading {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_TEXT_LENGTH = 100_000;
    private static final JsonFactory FACTORY =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(MAX_TEXT_LENGTH).build())
            .build();

    private final String text;

    private Reading(String text) {
      this.text = text;
    }

    private Located whole() {
      if (text.isBlank()) {
        throw Faults.only(Place.START, "the file is empty; expected a JSON object");
      }
      try (JsonParser parser = FACTORY.createParser(text)) {
        try {
          parser.nextToken();
          Located value = value(parser, 1);
          if (parser.nextToken() != null) {
            throw Faults.only(
                place(parser.currentTokenLocation()),
                "something follows here; expected the end of the file");
          }
          return value;
        } catch (JsonProcessingException e) {
          JsonLocation location = e.getLocation();
          throw fault(e, place(location == null ? parser.currentLocation() : location));
        }
      } catch (IOException e) {
        throw new IllegalStateException("a text in memory can be read", e);
      }
    }

    private FaultyFileException fault(JsonProcessingException e, Place place) {
      // Jackson has no type of its own for an end between two fields.
      if (e instanceof com.fasterxml.jackson.core.io.JsonEOFException
          || e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
        return Faults.only(
            Place.after(text.stripTrailing()), "the file ends here; expected the rest of it");
      }
      String message = e.getOriginalMessage().lines().findFirst().orElse("").trim();
      return Faults.only(place, "this is not JSON: " + message.replaceAll("\\p{Cntrl}", "?"));
    }

    private static Place place(JsonLocation location) {
      return new Place(location.getLineNr(), location.getColumnNr());
    }

    private static Located value(JsonParser parser, int depth) throws IOException {
      Place place = place(parser.currentTokenLocation());
      JsonToken token = parser.currentToken();
      if (depth > MAX_DEPTH) {
        throw Faults.only(place, "this is nested more than " + MAX_DEPTH + " deep");
      }
      if (token == JsonToken.START_OBJECT) {
        return new Fields(place, fields(parser, depth));
      }
      if (token == JsonToken.START_ARRAY) {
        List<Located> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, depth + 1));
        }
        return new Items(place, items);
      }
      return new Scalar(place, token, parser.getText());
    }

    private static Map<String, Field> fields(JsonParser parser, int depth) throws IOException {
      Map<String, Field> fields = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        Place place = place(parser.currentTokenLocation());
        parser.nextToken();
        @Nullable Field before = fields.put(name, new Field(place, value(parser, depth + 1)));
        if (before != null) {
          throw Faults.only(
              place,
              "the field "
                  + Faults.quote(name)
                  + " stands here for the second time; the first is in line "
                  + before.place().line());
        }
      }
      return fields;
    }
  }
}
