package nl.kring.server.app;

import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nl.kring.server.token.KeyMaker;

/**
 * Real token keys that the servers of one test run share: making one takes about 90 ms, and each
 * server wants twenty.
 */
final class TestKeys {
  private static final Map<Integer, RSAPrivateCrtKey> KEYS = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** The keys for one server: never the same twice, but the same as those of other servers. */
  static Supplier<RSAPrivateCrtKey> ofOneServer() {
    AtomicInteger next = new AtomicInteger();
    return () -> KEYS.computeIfAbsent(next.getAndIncrement(), number -> KeyMaker.generate());
  }
}
