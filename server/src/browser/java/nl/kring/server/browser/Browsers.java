package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import nl.kring.server.app.TestServer;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, and what every page must pass in it. */
final class Browsers implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** A window: a small phone, and a laptop. */
  enum Size {
    PHONE(360, 640),
    LAPTOP(1280, 800);

    final int width;
    final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private final Playwright playwright;
  private final Browser browser;

  /** Starts it; skips the test, saying what to install, when there is none. */
  Browsers() {
    Optional<Path> chromium = find();
    Assumptions.assumeTrue(
        chromium.isPresent(), "skipped: install Chromium (Debian: apt-get install chromium)");
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(Path::of)
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page of a browser that has seen nothing yet. */
  Page open(Size size, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setLocale("nl-NL")
                .setColorScheme(scheme));
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }

  /** A page on which somebody of the staff has signed in. */
  Page signedIn(TestServer server, String name, Size size, ColorScheme scheme) {
    Page page = open(size, scheme);
    signIn(page, server, name);
    return page;
  }

  /** Signs somebody in. */
  static void signIn(Page page, TestServer server, String name) {
    page.navigate(server.address + "/staff");
    page.fill("[name=name]", name);
    page.fill("[name=password]", server.password);
    page.keyboard().press("Enter");
    page.waitForSelector("form.who");
  }

  /**
   * Takes a picture for whoever wants to look ({@code target/screenshots}), and asserts what holds
   * for every page: axe finds nothing, nothing sticks out sideways, everything came from us.
   */
  static void check(Page page, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    page.screenshot(
        new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")).setFullPage(true));
    List<Rule> violations = new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
    assertEquals(
        List.of(),
        violations.stream()
            .flatMap(
                rule ->
                    rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getTarget()))
            .toList(),
        name);
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertEquals(0, overflow, name + " sticks out sideways");
    Object foreign =
        page.evaluate(
            "performance.getEntriesByType('resource').map(r => new URL(r.name).origin)"
                + ".filter(o => o !== location.origin).length");
    assertEquals(0, foreign, name + " asked another site for something");
  }

  /** Presses Tab until what has the focus matches; whoever has no mouse gets there too. */
  static void tabTo(Page page, String selector) {
    for (int i = 0; i < 120; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
        assertTrue(
            Boolean.TRUE.equals(
                page.evaluate(
                    "[null, '::after'].some(part =>"
                        + " getComputedStyle(document.activeElement, part).outlineStyle !== 'none')")),
            "the focus can be seen on " + selector);
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + selector);
  }

  /** Opens what the focus is on, and waits for the page behind it. */
  static void enter(Page page) {
    AtomicBoolean loaded = new AtomicBoolean();
    Consumer<Page> listener = each -> loaded.set(true);
    page.onLoad(listener);
    page.keyboard().press("Enter");
    page.waitForCondition(loaded::get);
    page.offLoad(listener);
  }

  /** Types a day into a field for days, in the order in which this browser asks for its parts. */
  static void typeDay(Page page, String field, LocalDate day) {
    tabTo(page, field);
    for (String order : List.of("ddMMyyyy", "MMddyyyy", "yyyyMMdd")) {
      for (int part = 0; part < 3; part++) {
        page.keyboard().press("ArrowLeft");
      }
      page.keyboard().type(day.format(DateTimeFormatter.ofPattern(order)));
      if (page.inputValue(field).equals(day.toString())) {
        return;
      }
    }
    throw new AssertionError("no order of typing a day works in " + field);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
