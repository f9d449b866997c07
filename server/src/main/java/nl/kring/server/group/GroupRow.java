package nl.kring.server.group;

import java.util.List;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import org.jspecify.annotations.Nullable;

/** A row of {@code support_group}, with the name of its programme. */
record GroupRow(
    String id,
    String providerId,
    String programmeName,
    String name,
    String type,
    String form,
    String languages,
    String municipality,
    @Nullable String address,
    boolean addressPublic) {

  /** As the wire has it. */
  SupportGroup view(String municipalityName, String providerName, boolean withAddress) {
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
        withAddress ? address : null);
  }
}
