package nl.kring.server.uptake;

import java.security.SecureRandom;
import java.util.function.IntUnaryOperator;

/**
 * The discrete Laplace distribution, P(z) ∝ exp(−|z| / scale), sampled exactly: with whole numbers
 * only, so that no rounding favours a value (Canonne, Kamath and Steinke, <i>The Discrete Gaussian
 * for Differential Privacy</i>, 2020, algorithms 1 and 2). Thread-safe when its source is.
 */
public final class DiscreteLaplace implements Noise {
  private final IntUnaryOperator below;

  /**
   * Over a source of uniform whole numbers.
   *
   * @param below gives, for a bound, each number from 0 up to but not including it equally often
   */
  public DiscreteLaplace(IntUnaryOperator below) {
    this.below = below;
  }

  /** Over the platform's secure random numbers, which nobody can guess or repeat. */
  public static DiscreteLaplace secure() {
    return new DiscreteLaplace(new SecureRandom()::nextInt);
  }

  @Override
  public int draw(int scale) {
    while (true) {
      int part = below.applyAsInt(scale);
      if (!happens(part, scale)) {
        continue;
      }
      int whole = 0;
      while (happens(1, 1)) {
        whole++;
      }
      int size = Math.addExact(part, Math.multiplyExact(scale, whole));
      boolean isNegative = below.applyAsInt(2) == 1;
      // Else zero would come twice as often as it should.
      if (!isNegative || size != 0) {
        return isNegative ? -size : size;
      }
    }
  }

  /** True with probability exp(−numerator / denominator), of a fraction from 0 to 1. */
  private boolean happens(int numerator, int denominator) {
    int round = 1;
    while (below.applyAsInt(Math.multiplyExact(denominator, round)) < numerator) {
      round++;
    }
    return round % 2 == 1;
  }
}
