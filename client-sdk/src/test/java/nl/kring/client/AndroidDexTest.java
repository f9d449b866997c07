package nl.kring.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both Android modules become dex code for Android 8 (API 26), without a warning. The level of the
 * bytecode alone would not show that D8 can read and desugar it.
 */
class AndroidDexTest {
  private static final Path ANDROID = Path.of("target", "android", "android-all.jar");

  @TempDir Path folder;

  /** Gathers what D8 has to say; everything but an information is a fault. */
  private static final class Complaints implements DiagnosticsHandler {
    private final List<String> all = new ArrayList<>();

    @Override
    public void warning(Diagnostic warning) {
      // Of the same licence or manifest in two jars only one is kept, which does no harm.
      if (!warning.getDiagnosticMessage().endsWith("already exists.")) {
        all.add(warning.getDiagnosticMessage());
      }
    }

    @Override
    public void error(Diagnostic error) {
      throw new AssertionError(error.getDiagnosticMessage());
    }
  }

  @Test
  void bothModulesBecomeDexWithoutAWarning() throws Exception {
    List<Path> program = new ArrayList<>(classFiles(Kring.class));
    program.addAll(classFiles(WireJson.class));
    Complaints complaints = new Complaints();
    D8.run(
        D8Command.builder(complaints)
            .addProgramFiles(program)
            .addClasspathFiles(libraries())
            .addLibraryFiles(ANDROID)
            .addLibraryResourceProvider(jdkClasses())
            .setMinApiLevel(26)
            .setOutput(folder, OutputMode.DexIndexed)
            .build());
    assertEquals(List.of(), complaints.all);
    String dex =
        new String(Files.readAllBytes(folder.resolve("classes.dex")), StandardCharsets.ISO_8859_1);
    assertTrue(dex.contains("Lnl/kring/client/Kring;"), "the SDK is in it");
    assertTrue(dex.contains("Lnl/kring/model/WireJson;"), "the wire types are in it");
  }

  /** Takes minutes on a small machine, so it belongs to the profile {@code interop}. */
  @Test
  @EnabledIfSystemProperty(named = "kring.interop", matches = "true")
  void anAppShrunkInFullModeByTheRulesOfTheJarsAloneStillJoinsChecksInAndLeaves() throws Exception {
    List<Path> program = new ArrayList<>(classFiles(Kring.class));
    program.addAll(classFiles(WireJson.class));
    program.addAll(libraries());
    try (Stream<Path> files = Files.list(Path.of("target/test-classes/nl/kring/client"))) {
      files
          .filter(file -> file.getFileName().toString().startsWith("ShrunkApp"))
          .forEach(program::add);
    }
    Path app = folder.resolve("app.jar");
    Complaints complaints = new Complaints();
    R8.run(
        R8Command.builder(complaints)
            .addProgramFiles(program)
            // From jars R8 reads them by itself; here the modules may be folders.
            .addProguardConfigurationFiles(rules(Kring.class, "kring-client.pro"))
            .addProguardConfigurationFiles(rules(WireJson.class, "kring-model.pro"))
            .addProguardConfiguration(
                List.of(
                    "-keep class nl.kring.client.ShrunkApp { public static void main(...); }",
                    // Parts of OkHttp and animal-sniffer that Android does not have.
                    "-dontwarn org.conscrypt.**",
                    "-dontwarn org.openjsse.**",
                    "-dontwarn org.bouncycastle.jsse.**",
                    "-dontwarn org.codehaus.mojo.**"),
                Origin.unknown())
            .addLibraryFiles(ANDROID)
            .addLibraryResourceProvider(jdkClasses())
            .setOutput(app, OutputMode.ClassFile)
            .build());
    assertEquals(List.of(), complaints.all);
    dropSignatures(app);
    MutableClock clock = new MutableClock("2026-11-25T12:00");
    try (TinyServer server = new TinyServer(clock)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  app.toString(),
                  "nl.kring.client.ShrunkApp",
                  folder.resolve("phone").toString(),
                  server.url(),
                  TestPhone.code(),
                  clock.instant().toString())
              .redirectErrorStream(true)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), out);
      assertTrue(out.contains("spent=1") && out.contains("waiting=0") && out.contains(" 1\n"), out);
      assertTrue(out.contains("left null false"), out);
      assertEquals(1, server.counted.size());
    }
  }

  /** Bouncy Castle's jar is signed; what was shrunk is not what was signed. */
  private static void dropSignatures(Path jar) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar, (ClassLoader) null);
        Stream<Path> files = Files.list(zip.getPath("META-INF"))) {
      for (Path file : files.collect(Collectors.toList())) {
        if (file.toString().matches(".*\\.(SF|DSA|RSA)")) {
          Files.delete(file);
        }
      }
    }
  }

  private Path rules(Class<?> type, String name) throws IOException {
    Path rules = folder.resolve(name);
    try (InputStream in = type.getResourceAsStream("/META-INF/proguard/" + name)) {
      Files.copy(in, rules);
    }
    return rules;
  }

  /** The classes of the module that this class is in: from its folder, or from its jar. */
  private List<Path> classFiles(Class<?> type) throws IOException, URISyntaxException {
    Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
    }
  }

  /** The classes that android-all.jar lacks because every platform has them, such as java.lang. */
  private static ClassFileResourceProvider jdkClasses() throws IOException {
    return JdkClassFileProvider.fromJdkHome(Path.of(System.getProperty("java.home")));
  }

  private static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.toString().endsWith(".jar"))
        .filter(
            path ->
                path.toString()
                    .matches(".*(jackson|bcprov|okhttp|okio|kotlin|jetbrains|jspecify).*"))
        .collect(Collectors.toList());
  }
}
