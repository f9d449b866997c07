package nl.kring.server.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.kring.server.app.Main;
import nl.kring.server.platform.Folders;
import nl.kring.server.platform.http.Ports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kring demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Serves with demonstration data: fifteen fictional groups, and sixty phones that live",
      "five weeks which end now. Prints what was counted and what a thief would find."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--port", description = "The port to serve on (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--keep", description = "Keeps the data folder when the demonstration ends.")
  private boolean keep;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes address, staff, groups, unused join codes and clock to FILE.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    refuseTakenPort();
    Path folder = Files.createTempDirectory("kring-demo");
    // Also when it is stopped before its five weeks are over; once it serves, it stops in order.
    Thread whenCutOff = new Thread(() -> forget(folder), "forget");
    Runtime.getRuntime().addShutdownHook(whenCutOff);
    try {
      Demo demo = new Demo(folder, port, System.out);
      demo.run();
      ClockHand hand = demo.letTimeGoOn();
      if (json != null) {
        demo.writeJson(json);
      }
      demo.sayWhereToLook(keep);
      Runtime.getRuntime().removeShutdownHook(whenCutOff);
      Main.serveUntilStopped(
          demo.app(),
          () -> {
            hand.stop();
            forget(folder);
          });
    } finally {
      forget(folder);
    }
    return 0;
  }

  /** Said at once, and not after the keys of two weeks were made. */
  private void refuseTakenPort() throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IOException("--port: is not a number from 0 to 65535. Example: --port 8081");
    }
    if (!Ports.canListenOn(new InetSocketAddress(port))) {
      throw new IOException("--port: " + port + " is taken. Example: --port 8081");
    }
  }

  private void forget(Path folder) {
    if (keep || !Files.exists(folder)) {
      return;
    }
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("kring: could not delete " + folder);
    }
  }
}
