package nl.kring.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that no other test takes, in whichever JVM it runs, and that the machine gives to no
 * connection.
 */
public final class TestPorts {
  private static final int FORK = Integer.getInteger("kring.fork", 0);
  private static final AtomicInteger NEXT = new AtomicInteger(16_000 + 4_000 * FORK);

  private TestPorts() {}

  /** One that nobody listens on now. */
  public static int free() throws IOException {
    while (true) {
      int port = NEXT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (java.net.BindException taken) {
        // By something else on this machine: the next one.
      }
    }
  }
}
