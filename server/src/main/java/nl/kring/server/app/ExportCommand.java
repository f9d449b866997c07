package nl.kring.server.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kring export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes providers, programmes, groups and meetings as a file that kring import reads.",
      "It holds nothing of a participant, and no password."
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where to; without it the file is printed.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Exception {
    try (App app = new App(AppConfig.of(System.getenv()))) {
      byte[] bytes = app.transfer().takeOut();
      Path target = file;
      if (target == null) {
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
      } else {
        // Beside it first: a full disk does not cost an earlier export.
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return 0;
    }
  }
}
