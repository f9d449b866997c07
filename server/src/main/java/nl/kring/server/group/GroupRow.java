package nl.kring.server.group;

import java.time.LocalDate;
import java.util.List;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code support_group}, with the name of its programme.
 *
 * @param wasFull whether it was full when that was last looked at, once a day
 * @param closedToNewcomers whether those who lead it let nobody new in for now
 * @param openedOn null while it is being prepared
 */
record GroupRow(
    String id,
    @Nullable String externalKey,
    String providerId,
    String programmeId,
    String programmeName,
    String name,
    String type,
    String form,
    String languages,
    String municipality,
    @Nullable String address,
    boolean addressPublic,
    @Nullable Integer capacity,
    @Nullable String begins,
    @Nullable String ends,
    @Nullable String reopenedUntil,
    boolean wasFull,
    boolean closedToNewcomers,
    @Nullable String openedOn) {

  /** Whether it has opened; it stays so. */
  boolean isOpen() {
    return openedOn != null;
  }

  /** By which files know it. */
  String key() {
    return externalKey == null ? id : externalKey;
  }

  /** What it was added with. */
  NewGroup content() {
    return new NewGroup(
        providerId,
        programmeId,
        name,
        GroupType.ofWireName(type),
        GroupForm.ofWireName(form),
        List.of(languages.split(",")),
        municipality,
        address,
        addressPublic,
        capacity,
        day(begins),
        day(ends));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  /** As the wire has it. */
  SupportGroup view(
      String municipalityName, String providerName, boolean withAddress, LocalDate today) {
    return new SupportGroup(
        id,
        name,
        GroupType.ofWireName(type),
        GroupForm.ofWireName(form),
        List.of(languages.split(",")),
        municipality,
        municipalityName,
        providerName,
        programmeName,
        withAddress ? address : null,
        !wasFull
            && !closedToNewcomers
            && !new Places(null, begins, reopenedUntil, openedOn, false).isBegunOn(today),
        day(begins),
        day(ends));
  }
}
