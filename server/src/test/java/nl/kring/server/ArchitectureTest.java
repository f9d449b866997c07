package nl.kring.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.kring.server.platform.http.Forms;
import org.junit.jupiter.api.Test;

/** Who may depend on whom (HOUSE_STYLE § 1), held against the compiled classes of the server. */
class ArchitectureTest {
  private static final String ROOT = "nl.kring.server.";
  private static final String APP = "nl.kring.server.app..";
  private static final String DEMO = "nl.kring.server.demo..";
  private static final String PLATFORM = "nl.kring.server.platform..";

  /** What is no feature: it wires them, shows them, or carries them. */
  private static final Set<String> AROUND = Set.of("app", "demo", "platform");

  private static final Set<String> OVER_PEOPLE =
      Set.of(
          "municipality",
          "provider",
          "staff",
          "group",
          "safety",
          "opening",
          "meeting",
          "evening",
          "membership",
          "transfer",
          "calendar",
          "competence",
          "incident");
  private static final Set<String> OVER_COUNTS = Set.of("token", "checkin", "uptake");

  /** Every arrow between two features, and why it is there; one without a use goes. */
  private static final Map<String, String> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("group→municipality", "a group meets in a municipality, which has a name"),
              Map.entry("group→provider", "a group is run by a provider, which has a name"),
              Map.entry("meeting→group", "who leads a group plans, and the address is the group's"),
              Map.entry("evening→group", "who leads a group holds its meetings, by its programme"),
              Map.entry("evening→meeting", "what is held is a meeting that was planned"),
              Map.entry("evening→staff", "who keeps the order and who counted have names"),
              Map.entry("membership→group", "a join code opens one group, made by who leads it"),
              Map.entry("uptake→token", "a month's tokens are spent on participations"),
              Map.entry("uptake→group", "cells are made from the public directory"),
              Map.entry("staff→group", "the first page shows the groups that one works with"),
              Map.entry("safety→group", "beside each page stand the groups that one works with"),
              Map.entry("opening→group", "a group opens, and somebody leads it for a day"),
              Map.entry("opening→staff", "those who lead have names, and one can be assigned"),
              Map.entry("opening→safety", "a group opens when those who lead read the texts"),
              Map.entry("opening→municipality", "a region of Veilig Thuis has municipalities"),
              Map.entry("checkin→opening", "the page of a group says what it lacks"),
              Map.entry("transfer→opening", "a file says what groups fall back on, and opens"),
              Map.entry("competence→staff", "courses are followed by people of the provider"),
              Map.entry("competence→group", "its pages show the groups that one works with"),
              Map.entry("incident→group", "its pages too; a provider's groups lie in a region"),
              Map.entry("incident→municipality", "a municipality lies in a safety region"),
              Map.entry("transfer→provider", "a file brings in and takes out providers"),
              Map.entry("transfer→group", "likewise groups, and what they work with"),
              Map.entry("transfer→meeting", "likewise when groups meet"),
              Map.entry("transfer→staff", "a file says by name who leads a group"),
              Map.entry("transfer→municipality", "a file's municipalities are looked up"),
              Map.entry("staff→provider", "an invitation names whom one will work for"),
              Map.entry("staff→municipality", "an invitation names what one will read for"),
              Map.entry("token→group", "each open group has a key for each day"),
              Map.entry("token→membership", "a membership draws once for each key"),
              Map.entry("calendar→group", "a calendar holds the meetings of groups that one leads"),
              Map.entry("calendar→meeting", "a calendar holds meetings, and suggests their pauses"),
              Map.entry("calendar→staff", "one's own calendar has a secret address"),
              Map.entry("checkin→token", "a slip is counted against a spent token"),
              Map.entry("checkin→group", "who leads a group reads its pulse"),
              Map.entry("checkin→meeting", "the page of a group shows its next meetings"),
              Map.entry("checkin→membership", "the page of a group makes join codes")));

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("nl.kring.server");

  private static final JavaClasses WITHOUT_APP_AND_DEMO =
      SERVER.that(DescribedPredicate.not(resideInAnyPackage(APP, DEMO)));

  /** The folder under the server's root in which a class stands; empty for none. */
  private static String folder(JavaClass type) {
    String name = type.getPackageName() + ".";
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).replaceFirst("\\..*", "") : "";
  }

  @Test
  void thePlatformKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage(PLATFORM)
        .should()
        .dependOnClassesThat(
            resideInAPackage("nl.kring.server..")
                .and(DescribedPredicate.not(resideInAPackage(PLATFORM))))
        .check(SERVER);
  }

  @Test
  void onlyAppAndDemoSeeEverything() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APP, DEMO)
        .check(WITHOUT_APP_AND_DEMO);
  }

  @Test
  void featuresDependOnEachOtherOnlyAsListed() {
    Map<String, String> found = new TreeMap<>();
    for (JavaClass type : WITHOUT_APP_AND_DEMO) {
      for (Dependency each : type.getDirectDependenciesFromSelf()) {
        String from = folder(type);
        String to = folder(each.getTargetClass());
        boolean isArrow = !to.isEmpty() && !to.equals(from);
        if (isArrow && !AROUND.contains(from) && !AROUND.contains(to)) {
          String arrow = from + "→" + to;
          found.put(arrow, ARROWS.getOrDefault(arrow, each.getDescription()));
        }
      }
    }
    assertEquals(ARROWS, found);
  }

  @Test
  void featuresMakeNoCircle() {
    slices()
        .matching("nl.kring.server.(*)..")
        .should()
        .beFreeOfCycles()
        .check(WITHOUT_APP_AND_DEMO);
  }

  @Test
  void everyFeatureIsOverOneDatabaseAndPeopleNeverCallsCounts() {
    Set<String> features = new TreeSet<>();
    SERVER.forEach(type -> features.add(folder(type)));
    features.removeAll(AROUND);
    Set<String> known = new TreeSet<>(OVER_PEOPLE);
    known.addAll(OVER_COUNTS);
    assertEquals(known, features);
    noClasses()
        .that(resideInAnyPackage(patterns(OVER_PEOPLE)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(patterns(OVER_COUNTS)))
        .check(SERVER);
  }

  private static String[] patterns(Set<String> features) {
    return features.stream().map(each -> ROOT + each + "..").toArray(String[]::new);
  }

  @Test
  void onlyAppCallsRoutesAndPagesOfAFeature() {
    DescribedPredicate<JavaClass> isFeature =
        DescribedPredicate.describe("in a feature", type -> !AROUND.contains(folder(type)));
    for (JavaClass type :
        SERVER.that(isFeature.and(nameMatching(".*(Routes|Pages)").forSubtype()))) {
      for (Dependency each : type.getDirectDependenciesToSelf()) {
        String from = folder(each.getOriginClass());
        // What is not public is shared by the pages of one feature.
        boolean isAllowed =
            from.equals("app")
                || isSameTopLevel(each.getOriginClass(), type)
                || (!type.getModifiers().contains(JavaModifier.PUBLIC)
                    && from.equals(folder(type)));
        assertTrue(isAllowed, each.getDescription());
      }
    }
  }

  private static boolean isSameTopLevel(JavaClass one, JavaClass other) {
    return one.getName().replaceFirst("\\$.*", "").equals(other.getName());
  }

  @Test
  void sqlAndRowsStayInTheirFeature() {
    classes()
        .that(nameMatching(".*(Dao|Row)").forSubtype())
        .should()
        .bePackagePrivate()
        .check(SERVER);
  }

  /** Read directly, a broken form would be a fault of the server (500), not of who sent it. */
  @Test
  void formsAreReadThroughFormsAlone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Forms.class.getName())
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a form's field is read",
                call ->
                    call.getTargetOwner().isEquivalentTo(Context.class)
                        && call.getName().startsWith("formParam")))
        .check(SERVER);
  }

  @Test
  void onlyRoutesAndPagesSeeJavalin() {
    noClasses()
        .that()
        .resideOutsideOfPackages(APP, PLATFORM, DEMO)
        .and(DescribedPredicate.not(nameMatching(".*(Routes|Pages)(\\$.*)?").forSubtype()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javalin..")
        .check(SERVER);
  }

  @Test
  void onlyTheDemonstrationUsesTheSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DEMO)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("nl.kring.client..")
        .check(SERVER);
  }
}
