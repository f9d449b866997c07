package nl.kring.server.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SortedMap;
import nl.kring.model.WireJson;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.Programme;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Planning;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.opening.Backing;
import nl.kring.server.opening.Backstop;
import nl.kring.server.platform.Keyed;
import org.jspecify.annotations.Nullable;

/** What an export holds, in the form that {@link ImportFile} reads; each list in order of key. */
@JsonPropertyOrder({"formatVersion", "programmes", "providers", "groups"})
record ExportFile(
    int formatVersion, List<Programme> programmes, List<Provider> providers, List<Group> groups) {

  /** A provider. */
  record Provider(String key, String name) {}

  /** A group. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Group(
      String key,
      String provider,
      String programme,
      String name,
      GroupType type,
      GroupForm form,
      List<String> languages,
      String municipality,
      @Nullable String address,
      boolean addressPublic,
      @Nullable Integer capacity,
      @Nullable LocalDate begins,
      @Nullable LocalDate ends,
      @Nullable Backstop backstop,
      @Nullable String safeHomeRegion,
      @Nullable Boolean open,
      List<String> facilitators,
      List<Series> meetingSeries,
      List<MeetingPause> meetingPauses) {

    static Group of(
        Keyed<NewGroup> keyed,
        String provider,
        Backing backing,
        boolean isOpen,
        List<String> facilitators,
        List<Series> series,
        List<MeetingPause> pauses) {
      NewGroup group = keyed.content();
      return new Group(
          keyed.key(),
          provider,
          group.programmeId(),
          group.name(),
          group.type(),
          group.form(),
          group.languages(),
          group.municipality(),
          group.address(),
          group.isAddressPublic(),
          group.capacity(),
          group.begins(),
          group.ends(),
          backing.backstop(),
          backing.safeHomeRegion(),
          isOpen ? true : null,
          facilitators,
          series,
          pauses);
    }
  }

  /** A meeting series. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Series(
      String key,
      Recurrence recurrence,
      @Nullable Integer every,
      @Nullable List<Integer> ordinals,
      LocalDate firstDay,
      @Nullable LocalDate lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onlineOnly,
      @Nullable List<Planning.Change> changes) {

    static Series of(Keyed<NewMeetingSeries> keyed, SortedMap<LocalDate, MeetingChange> changes) {
      NewMeetingSeries series = keyed.content();
      LocalTime startTime = series.startTime();
      return new Series(
          keyed.key(),
          series.recurrence(),
          series.every() == 1 ? null : series.every(),
          series.ordinals().isEmpty() ? null : series.ordinals(),
          series.firstDay(),
          series.lastDay(),
          startTime.toString(),
          series.durationMinutes(),
          series.address(),
          series.onlineUrl(),
          series.onlineOnly(),
          changes.isEmpty()
              ? null
              : changes.entrySet().stream()
                  .map(each -> Planning.Change.of(each.getKey(), each.getValue()))
                  .toList());
    }
  }

  /** As UTF-8 JSON, the same bytes for the same content on every machine. */
  byte[] bytes() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(lines)
            .withArrayIndenter(lines);
    try {
      String json = WireJson.mapper().writer(printer).writeValueAsString(this);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an export can be written", e);
    }
  }
}
