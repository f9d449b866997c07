package nl.kring.server.platform.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.kring.model.WireJson;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every text that a person can see, against {@code texts/lint.txt} (PRIVACY § 4: S02, S16, S17).
 */
class TextLintTest {
  private static final Pattern TEXT_BETWEEN_TAGS = Pattern.compile(">([^<>]*)<");
  private static final Pattern TEXT_OF_ATTRIBUTE =
      Pattern.compile("\\b(?:aria-label|alt|title|placeholder|content)=\"([^\"]*)\"");

  private final TextLint lint = TextLint.read();
  private final Texts texts = new Texts();

  private List<String> findings(String language, Map<String, String> all) {
    List<String> findings = new ArrayList<>();
    all.forEach((key, text) -> findings.addAll(lint.findings(language, key, text)));
    return findings;
  }

  private Map<String, String> pages(String language) {
    Map<String, String> pages = new TreeMap<>();
    Words words = texts.in(language);
    for (String key : words.keys()) {
      // Lists of names, of which each is a word of its own.
      if (!key.startsWith("date.")) {
        pages.put(key, words.text(key, "{0}", "{1}", "{2}", "{3}"));
      }
    }
    return pages;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void thePagesSayNothingThatIsNeverSaid(String language) {
    assertTrue(pages(language).size() > 80);
    assertEquals(List.of(), findings(language, pages(language)));
  }

  @Test
  void everyLanguageHasALint() {
    for (String language : texts.languages()) {
      assertTrue(lint.rules().stream().anyMatch(rule -> rule.language().equals(language)));
    }
  }

  @Test
  void noTextIsEmpty() {
    for (String language : texts.languages()) {
      pages(language).forEach((key, text) -> assertFalse(text.isBlank(), language + " " + key));
    }
  }

  @Test
  void theTitlesOfProblemsSayNothingThatIsNeverSaid() {
    Map<String, String> titles = new TreeMap<>();
    for (ProblemType type : ProblemType.values()) {
      titles.put(type.slug(), type.title());
    }
    assertEquals(List.of(), findings("nl", titles));
  }

  @Test
  void theProgrammesSayNothingThatIsNeverSaid() throws IOException {
    Map<String, String> programmes = new TreeMap<>();
    try (InputStream in = GroupService.class.getResourceAsStream("programmes.json")) {
      collect("programme", WireJson.mapper().readTree(in), programmes);
    }
    assertTrue(programmes.size() >= 18);
    assertEquals(List.of(), findings("nl", programmes));
  }

  private static void collect(String key, JsonNode node, Map<String, String> texts) {
    if (node.isTextual()) {
      texts.put(key + texts.size(), node.asText());
    }
    node.properties()
        .forEach(
            field -> {
              if (List.of("name", "source", "text", "steps").contains(field.getKey())) {
                collect(key, field.getValue(), texts);
              }
            });
    if (node.isArray()) {
      node.forEach(each -> collect(key, each, texts));
    }
  }

  @Test
  void noWordOfACodeBrandsAnybody() throws IOException {
    List<String> findings = new ArrayList<>();
    try (InputStream in = JoinCode.class.getResourceAsStream("words-nl.txt")) {
      List<String> words = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertTrue(words.size() >= 2048);
      words.forEach(word -> findings.addAll(lint.words("nl", "code", word, "S16")));
    }
    assertEquals(List.of(), findings);
  }

  @Test
  void noPageOfDocumentationPromisesAbsoluteSecrecy() throws IOException {
    List<String> findings = new ArrayList<>();
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(Path.of("../docs")),
            Stream.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        String page = Files.readString(file).replaceAll("\\s+", " ");
        findings.addAll(lint.words("nl", file.toString(), page, "S02"));
        findings.addAll(lint.words("en", file.toString(), page, "S02"));
      }
    }
    assertEquals(List.of(), findings);
  }

  /** What a template itself says, without the texts that it asks for by key. */
  private static List<String> ownWords(String template) {
    String markup = template;
    for (String before = ""; !before.equals(markup); ) {
      before = markup;
      markup = markup.replaceAll("\\$\\{[^{}]*}", "");
    }
    markup =
        markup
            .replaceAll("(?m)^@(import|param).*$", "")
            .replaceAll("(?m)@(if|elseif|for|template\\S*?)\\(.*\\)\\s*$", "")
            .replaceAll("@(else|endif|endfor)", "")
            .replaceAll("`\\s*,\\s*\\w+\\s*=\\s*@`", "");
    List<String> words = new ArrayList<>();
    for (Pattern pattern : List.of(TEXT_BETWEEN_TAGS, TEXT_OF_ATTRIBUTE)) {
      Matcher matcher = pattern.matcher(markup);
      while (matcher.find()) {
        if (Pattern.compile("\\p{L}{2,}").matcher(matcher.group(1)).find()
            && !matcher.group().startsWith("content=\"width=")
            && !matcher.group().startsWith("content=\"light")) {
          words.add(matcher.group(1).strip());
        }
      }
    }
    return words;
  }

  @Test
  void noTemplateHasWordsOfItsOwnSoThatEveryTextIsInTheFilesOfTheLanguages() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
      for (Path each : templates.filter(Files::isRegularFile).toList()) {
        List<String> own = ownWords(Files.readString(each));
        if (!own.isEmpty()) {
          found.put(each.toString(), own);
        }
      }
    }
    assertEquals(Map.of(), found);
  }

  // ---- the lint itself ------------------------------------------------------------------------

  @Test
  void eachRuleCatchesItsExampleAndSaysWhatToSayInstead() {
    assertTrue(lint.rules().size() > 60);
    for (TextLint.Rule rule : lint.rules()) {
      assertTrue(rule.catches("planted", rule.example()), rule.toString());
      assertFalse(
          lint.findings(rule.language(), "planted", rule.example()).isEmpty(), rule.toString());
      assertFalse(rule.instead().isBlank());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nl|S02|Wat je invult is 100% anoniem.",
        "nl|S02|Alles blijft Volledig Geheim!",
        "nl|S16|Deze groep is voor daders.",
        "nl|S16|De cliënten komen op dinsdag.",
        "nl|S16|Het is zijn eigen schuld.",
        "nl|S16|Een slachtoffer kan hier niet bij.",
        "nl|S17|De code wordt eenmalig getoond.",
        "nl|S17|Je dient te wachten.",
        "nl|S17|Dit is de deelnemersregistratieprocedure.",
        "nl|S17|Een week verschijnt pas als hij gesloten is, op dinsdag om 04.00 uur, en alleen als op"
            + " minstens één dag vijf mensen iets stuurden.",
        "en|S02|This is completely anonymous.",
        "en|S16|A user can join this group.",
        "en|S16|The next session is on Tuesday.",
        "en|S17|You sign in prior to the meeting."
      })
  void aPlantedTextIsCaughtByTheRuleThatItBreaks(String language, String rule, String text) {
    List<String> findings = lint.findings(language, "planted", text);
    assertTrue(
        findings.stream().anyMatch(finding -> finding.startsWith(rule)), findings.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nl|near.limits|Deelname is geen garantie voor uw veiligheid.",
        "nl|near.help|Slachtofferhulp Nederland, en hulp voor een slachtoffer.",
        "nl|group|Met een code doet één persoon mee aan deze groep, zonder naam.",
        "nl|acute|Bel Veilig Thuis, ook als je bang bent voor wat je gaat doen.",
        "en|group|With a code one person joins this group, without a name."
      })
  void whatIsRightIsNotCaught(String language, String key, String text) {
    assertEquals(List.of(), lint.findings(language, key, text));
  }

  @Test
  void wordsPlantedInATemplateAreFound() {
    assertEquals(
        List.of("Uw dossier"), ownWords("@param Page page\n<p>Uw dossier ${page.text(\"a\")}</p>"));
    assertEquals(List.of("Sluit"), ownWords("<a aria-label=\"Sluit\" href=\"/\">×</a>"));
    assertEquals(List.of("dader"), ownWords("<ul>\n  @if(a > b)\n <li>dader</li>\n @endif\n</ul>"));
    assertEquals(List.of(), ownWords("<p>${page.text(\"a\", b -> { c; })} · ${d}</p>"));
  }

  @Test
  void theListsSayWhoOwnsThemAndWhoReviewedThem() {
    assertTrue(lint.header().stream().anyMatch(line -> line.startsWith("# Owner: ")));
    assertTrue(
        lint.header().stream()
            .anyMatch(line -> line.startsWith("# Reviewed by a victim-support organisation: ")));
  }
}
