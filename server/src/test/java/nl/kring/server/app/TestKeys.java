package nl.kring.server.app;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nl.kring.server.token.KeyMaker;

/**
 * Real token keys that the servers of one test run share: making one takes about 90 ms, and each
 * server wants twenty.
 */
public final class TestKeys {
  private static final Map<Integer, RSAPrivateCrtKey> KEYS = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** The keys for one server: never the same twice, but the same as those of other servers. */
  static Supplier<RSAPrivateCrtKey> ofOneServer() {
    return from(0);
  }

  /** For a server that goes on over the databases of one. */
  static Supplier<RSAPrivateCrtKey> ofAnother() {
    return from(1_000);
  }

  private static Supplier<RSAPrivateCrtKey> from(int first) {
    AtomicInteger next = new AtomicInteger(first);
    return () -> KEYS.computeIfAbsent(next.getAndIncrement(), number -> KeyMaker.generate());
  }

  /** Keys that sign nothing, but look like others and cost no time: for whoever wants thousands. */
  public static Supplier<RSAPrivateCrtKey> thatSignNothing() {
    SecureRandom random = new SecureRandom();
    return () -> {
      BigInteger modulus = new BigInteger(2048, random).setBit(2047).setBit(0);
      BigInteger e = BigInteger.valueOf(65_537);
      BigInteger n = BigInteger.valueOf(3);
      try {
        return (RSAPrivateCrtKey)
            KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(modulus, e, n, n, n, n, n, n));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    };
  }
}
