package nl.kring.server.membership;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nl.kring.model.membership.MembershipExport;
import nl.kring.model.membership.MembershipExport.Item;

/** Says in plain Dutch what each thing is that the server holds on a membership. */
final class ExportText {
  private static final String ABOUT =
      "Dit is alles wat de server van Kring over dit lidmaatschap bewaart. Het bewijst niets: wie"
          + " het lidmaatschap heeft, weet de server niet. Je check-ins staan alleen op je telefoon.";

  private ExportText() {}

  static MembershipExport of(
      MembershipRow row, Optional<RecoveryRow> recovery, List<TokenDrawRow> draws) {
    List<Item> items = new ArrayList<>();
    items.add(one("membershipId", "Een willekeurig nummer voor dit lidmaatschap", row.id()));
    items.add(
        one("groupId", "Een willekeurig nummer voor de groep waar het bij hoort", row.groupId()));
    items.add(
        one(
            "deviceKey",
            "De openbare sleutel die je telefoon heeft gemaakt en waaraan de server hem herkent",
            row.deviceKey()));
    items.add(one("joinedMonth", "De maand waarin het begon", row.joinedMonth()));
    items.add(
        one(
            "lastDrawMonth",
            "De maand waarin je telefoon voor het laatst anonieme bewijzen ophaalde",
            row.lastDrawMonth()));
    items.add(
        many(
            "recoveryCodeHash",
            "Een afdruk van je herstelcode, waaruit de woorden niet terug te vinden zijn",
            recovery.map(each -> base64(each.hash()))));
    items.add(
        many(
            "recoveryAskedDay",
            "De dag waarop een andere telefoon vroeg om dit lidmaatschap over te nemen",
            recovery.map(RecoveryRow::askedDay)));
    items.add(
        many(
            "recoveryDeviceKey",
            "De openbare sleutel van die andere telefoon",
            recovery.map(RecoveryRow::deviceKey)));
    items.add(
        new Item(
            "tokenDraws",
            "Welke anonieme bewijzen zijn opgehaald: week of maand, sleutel, en een afdruk van het"
                + " verzegelde verzoek. Of je ze gebruikte, kan de server niet zien",
            draws.stream()
                .map(
                    draw ->
                        draw.scope()
                            + " "
                            + base64(draw.tokenKeyId())
                            + " "
                            + base64(draw.blindedMessageHash()))
                .toList()));
    return new MembershipExport(ABOUT, items);
  }

  private static Item one(String name, String meaning, String value) {
    return new Item(name, meaning, List.of(value));
  }

  private static Item many(String name, String meaning, Optional<String> value) {
    return new Item(name, meaning, value.stream().toList());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
