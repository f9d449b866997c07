package nl.kring.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.Programme;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.provider.ProviderService;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, checked as far as that goes without a database ({@code docs/import.md}).
 *
 * @param groups with the provider's key in the place of its id
 */
record ImportFile(
    List<Entry<Programme>> programmes, List<Entry<String>> providers, List<GroupEntry> groups) {
  static final int FORMAT_VERSION = 1;
  static final int MAX_BYTES = 16 * 1024 * 1024;

  static final List<String> FIELDS = List.of("formatVersion", "programmes", "providers", "groups");
  private static final List<String> PROGRAMME_FIELDS =
      List.of(
          "key",
          "name",
          "kind",
          "entry",
          "size",
          "groupMeetings",
          "individualTalks",
          "months",
          "evidence",
          "source",
          "steps");
  private static final List<String> STEP_FIELDS = List.of("name", "text");
  private static final List<String> PROVIDER_FIELDS = List.of("key", "name");
  private static final List<String> GROUP_FIELDS =
      List.of(
          "key",
          "provider",
          "programme",
          "name",
          "type",
          "form",
          "languages",
          "municipality",
          "address",
          "addressPublic",
          "capacity",
          "begins",
          "ends",
          "facilitators",
          "meetingSeries");
  private static final List<String> SERIES_FIELDS =
      List.of(
          "key",
          "recurrence",
          "every",
          "ordinals",
          "firstDay",
          "lastDay",
          "startTime",
          "durationMinutes",
          "address",
          "onlineUrl",
          "onlineOnly");

  /** One thing that the file brings, and where it stands. */
  record Entry<T>(FieldReader fields, String key, T content) {}

  /**
   * A group that the file brings.
   *
   * @param facilitators names of staff, by where they stand
   */
  record GroupEntry(
      FieldReader fields,
      String key,
      NewGroup content,
      Map<Place, String> facilitators,
      List<Entry<NewMeetingSeries>> series) {}

  /**
   * Reads a file.
   *
   * @throws FaultyFileException when something in it is wrong
   * @throws IOException when it cannot be read
   */
  static ImportFile read(InputStream in, Faults faults) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      // One byte, one character: the line is right in any encoding that Kring reads.
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      throw Faults.only(
          Place.after(text),
          "the file goes on after " + MAX_BYTES + " bytes; expected a smaller one");
    }
    Located whole = Located.read(bytes);
    if (!(whole instanceof Located.Fields object)) {
      throw Faults.only(
          whole.place(), "this is " + whole.what() + "; expected an object, as in {\"groups\": …}");
    }
    FieldReader fields = new FieldReader(object, FIELDS, faults);
    if (fields.number("formatVersion") != FORMAT_VERSION && faults.count() == 0) {
      fields.fault("formatVersion", "this Kring reads formatVersion " + FORMAT_VERSION);
    }
    ImportFile file = new ImportFile(programmes(fields), providers(fields), groups(fields));
    faults.throwIfAny();
    return file;
  }

  private static List<Entry<Programme>> programmes(FieldReader file) {
    Map<String, Place> keys = FieldReader.noKeys();
    return made(
        file.objects("programmes", PROGRAMME_FIELDS),
        fields -> {
          String key = fields.key(keys);
          List<Programme.Step> steps = steps(fields);
          String name = fields.text("name");
          Programme.Kind kind =
              fields.oneOf("kind", Programme.Kind::ofWireName, Programme.Kind.STEPS);
          Programme.Entry entry =
              fields.oneOf("entry", Programme.Entry::ofWireName, Programme.Entry.OPEN);
          Integer size = fields.numberOrNull("size");
          Integer groupMeetings = fields.numberOrNull("groupMeetings");
          Integer individualTalks = fields.numberOrNull("individualTalks");
          Integer months = fields.numberOrNull("months");
          Programme.Evidence evidence =
              fields.oneOf("evidence", Programme.Evidence::ofWireName, Programme.Evidence.UNKNOWN);
          String source = fields.text("source");
          return entry(
              fields,
              key,
              () ->
                  new Programme(
                      key,
                      name,
                      kind,
                      entry,
                      size,
                      groupMeetings,
                      individualTalks,
                      months,
                      evidence,
                      source,
                      steps));
        });
  }

  private static List<Programme.Step> steps(FieldReader programme) {
    return made(
        programme.objects("steps", STEP_FIELDS),
        fields -> {
          String name = fields.text("name");
          String text = fields.textOrNull("text");
          return fields.make(() -> new Programme.Step(name, text));
        });
  }

  private static List<Entry<String>> providers(FieldReader file) {
    Map<String, Place> keys = FieldReader.noKeys();
    return made(
        file.objects("providers", PROVIDER_FIELDS),
        fields -> {
          String key = fields.key(keys);
          String name = fields.text("name").trim();
          return entry(fields, key, () -> ProviderService.checkedName(name));
        });
  }

  private static List<GroupEntry> groups(FieldReader file) {
    Map<String, Place> keys = FieldReader.noKeys();
    return made(
        file.objects("groups", GROUP_FIELDS),
        fields -> {
          String key = fields.key(keys);
          String provider = fields.text("provider");
          String programme = fields.text("programme");
          String name = fields.text("name").trim();
          GroupType type = fields.oneOf("type", GroupType::ofWireName, GroupType.MIXED);
          GroupForm form = fields.oneOf("form", GroupForm::ofWireName, GroupForm.BOTH);
          List<String> languages = List.copyOf(fields.texts("languages").values());
          String municipality = fields.text("municipality");
          String address = fields.textOrNull("address");
          boolean isAddressPublic = fields.isTrue("addressPublic");
          Integer capacity = fields.numberOrNull("capacity");
          var begins = fields.dayOrNull("begins");
          var ends = fields.dayOrNull("ends");
          Map<Place, String> facilitators = fields.texts("facilitators");
          List<Entry<NewMeetingSeries>> series = series(fields);
          NewGroup group =
              fields.make(
                  () ->
                      new NewGroup(
                          provider,
                          programme,
                          name,
                          type,
                          form,
                          languages,
                          municipality,
                          address,
                          isAddressPublic,
                          capacity,
                          begins,
                          ends));
          return group == null ? null : new GroupEntry(fields, key, group, facilitators, series);
        });
  }

  private static List<Entry<NewMeetingSeries>> series(FieldReader group) {
    Map<String, Place> keys = FieldReader.noKeys();
    return made(
        group.objects("meetingSeries", SERIES_FIELDS),
        fields -> {
          String key = fields.key(keys);
          Recurrence recurrence =
              fields.oneOf("recurrence", Recurrence::ofWireName, Recurrence.ONCE);
          Integer every = fields.numberOrNull("every");
          List<Integer> ordinals = fields.numbers("ordinals");
          var firstDay = fields.day("firstDay");
          var lastDay = fields.dayOrNull("lastDay");
          var startTime = fields.time("startTime");
          int durationMinutes = fields.number("durationMinutes");
          String address = fields.textOrNull("address");
          String onlineUrl = fields.textOrNull("onlineUrl");
          boolean onlineOnly = fields.isTrue("onlineOnly");
          return entry(
              fields,
              key,
              () ->
                  new NewMeetingSeries(
                      recurrence,
                      every == null ? 1 : every,
                      ordinals,
                      firstDay,
                      lastDay,
                      startTime,
                      durationMinutes,
                      address,
                      onlineUrl,
                      onlineOnly));
        });
  }

  private static <T> @Nullable Entry<T> entry(
      FieldReader fields, String key, java.util.function.Supplier<T> maker) {
    T content = fields.make(maker);
    return content == null ? null : new Entry<>(fields, key, content);
  }

  private interface Maker<T> {
    @Nullable T make(FieldReader fields);
  }

  private static <T> List<T> made(List<FieldReader> objects, Maker<T> maker) {
    List<T> made = new ArrayList<>();
    for (FieldReader fields : objects) {
      T one = maker.make(fields);
      if (one != null) {
        made.add(Objects.requireNonNull(one));
      }
    }
    return made;
  }
}
