package nl.kring.server.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line as a process of its own, with the classes of this test. */
final class KringProcess {
  private KringProcess() {}

  /** Not started yet: where its output goes is the caller's to say. */
  static ProcessBuilder of(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "nl.kring.server.app.Main"));
    if (!List.of(arguments).contains("serve")) {
      // Sooner at work; but only the second compiler is fast with the numbers of token keys.
      command.add(1, "-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
