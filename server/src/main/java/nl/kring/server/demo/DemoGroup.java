package nl.kring.server.demo;

import java.util.List;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import org.jspecify.annotations.Nullable;

/**
 * A fictional group in a real municipality.
 *
 * @param phones how many phones join it
 * @param weekday when it meets, 1 (Monday) to 7
 */
record DemoGroup(
    String name,
    GroupType type,
    GroupForm form,
    String municipality,
    @Nullable String address,
    boolean isAddressPublic,
    int phones,
    int weekday) {

  /** Four groups of ten, two of six, two of four, and seven without a phone. */
  static List<DemoGroup> all() {
    return List.of(
        group(
            "Woensdaggroep",
            GroupType.MEN,
            "GM0344",
            "Buurthuis De Boog, Boogstraat 1",
            true,
            10,
            3),
        group(
            "Dinsdaggroep", GroupType.MEN, "GM0363", "Huis van de Wijk, Pleinweg 4", false, 10, 2),
        group("Kring Noord", GroupType.MIXED, "GM0014", "Het Trefpunt, Noordlaan 12", true, 10, 4),
        group("Maandagkring", GroupType.WOMEN, "GM0599", "Wijkcentrum Oost, Kade 8", false, 10, 1),
        group("Kring Arnhem", GroupType.MEN, "GM0202", "De Werf, Rijnstraat 30", false, 6, 4),
        online("Avondkring", GroupType.MIXED, "GM0772", 6, 1),
        group("Kring Zwolle", GroupType.MEN, "GM0193", "De Stadshoeve, Laan 2", true, 4, 2),
        group(
            "Jongerenkring", GroupType.YOUNG_PEOPLE, "GM0855", "De Spil, Spoorlaan 9", false, 4, 3),
        group(
            "Kring Leeuwarden", GroupType.MEN, "GM0080", "De Fontein, Zuidergracht 3", false, 0, 1),
        group("Kring Assen", GroupType.MIXED, "GM0106", "Het Baken, Brink 5", true, 0, 2),
        group("Kring Haarlem", GroupType.WOMEN, "GM0392", "De Linde, Parklaan 7", false, 0, 3),
        group("Kring Middelburg", GroupType.MEN, "GM0687", "De Kaai, Havenweg 6", true, 0, 4),
        group("Kring Maastricht", GroupType.MEN, "GM0935", "De Ring, Maasweg 11", false, 0, 2),
        group("Kring Lelystad", GroupType.MEN, "GM0995", "De Kiem, Dijkweg 14", true, 0, 1),
        online("Zondagkring", GroupType.WOMEN, "GM0518", 0, 7));
  }

  /** One that lacks a backstop and a region, and so has not opened. */
  static DemoGroup prepared() {
    return group(
        "Kring Amersfoort", GroupType.MEN, "GM0307", "Het Klokhuis, Kampweg 2", false, 0, 2);
  }

  private static DemoGroup group(
      String name,
      GroupType type,
      String municipality,
      String address,
      boolean isAddressPublic,
      int phones,
      int weekday) {
    return new DemoGroup(
        name, type, GroupForm.IN_PERSON, municipality, address, isAddressPublic, phones, weekday);
  }

  private static DemoGroup online(
      String name, GroupType type, String municipality, int phones, int weekday) {
    return new DemoGroup(name, type, GroupForm.ONLINE, municipality, null, false, phones, weekday);
  }
}
