package nl.kring.server.uptake;

/** What a counter starts at instead of zero. */
@FunctionalInterface
public interface Noise {
  /**
   * A whole number z with P(z) ∝ exp(−|z| / scale); a counter that starts at it and goes up by one
   * per person spends ε = 1 / scale.
   *
   * @param scale from 1 up
   */
  int draw(int scale);
}
