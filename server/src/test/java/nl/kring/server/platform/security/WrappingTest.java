package nl.kring.server.platform.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WrappingTest {
  private static final Secret MASTER = new Secret(new byte[Secret.MIN_BYTES]);
  private static final byte[] PLAIN = {1, 2, 3};

  private final Wrapping wrapping = new Wrapping(MASTER, "test");

  @Test
  void whatWasWrappedOpensForTheSamePurposeOnly() {
    byte[] wrapped = wrapping.wrap(PLAIN, "samir");
    assertArrayEquals(PLAIN, wrapping.unwrap(wrapped, "samir"));
    assertThrows(IllegalStateException.class, () -> wrapping.unwrap(wrapped, "coby"));
    assertThrows(
        IllegalStateException.class, () -> new Wrapping(MASTER, "other").unwrap(wrapped, "samir"));
  }

  @Test
  void nothingThatWasChangedOpens() {
    byte[] wrapped = wrapping.wrap(PLAIN, "samir");
    for (int i = 0; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      assertThrows(IllegalStateException.class, () -> wrapping.unwrap(changed, "samir"));
      byte[] cut = Arrays.copyOf(wrapped, i);
      assertThrows(IllegalStateException.class, () -> wrapping.unwrap(cut, "samir"));
    }
  }

  @Test
  void theSameIsWrappedDifferentlyEachTime() {
    assertFalse(Arrays.equals(wrapping.wrap(PLAIN, "samir"), wrapping.wrap(PLAIN, "samir")));
  }
}
