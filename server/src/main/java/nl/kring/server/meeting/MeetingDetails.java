package nl.kring.server.meeting;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What holds of every meeting, of a series or changed by itself. */
final class MeetingDetails {
  private static final int MIN_MINUTES = 15;
  private static final int MAX_MINUTES = 600;
  private static final int MAX_LENGTH = 200;

  private MeetingDetails() {}

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static void check(
      LocalTime startTime,
      int durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      boolean isOnlineOnly) {
    checkTime(startTime, durationMinutes);
    checkAddress(address);
    checkOnline(address, onlineUrl, isOnlineOnly);
  }

  static void checkTime(LocalTime startTime, int durationMinutes) {
    require(
        startTime.truncatedTo(ChronoUnit.MINUTES).equals(startTime),
        "startTime is in whole minutes, such as 20:00");
    require(
        durationMinutes >= MIN_MINUTES && durationMinutes <= MAX_MINUTES,
        "durationMinutes is " + MIN_MINUTES + " to " + MAX_MINUTES);
  }

  static void checkAddress(@Nullable String address) {
    require(
        address == null || (!address.isBlank() && address.length() <= MAX_LENGTH),
        "address has 1 to " + MAX_LENGTH + " characters");
  }

  static void checkOnline(
      @Nullable String address, @Nullable String onlineUrl, boolean isOnlineOnly) {
    require(
        onlineUrl == null || (onlineUrl.length() <= MAX_LENGTH && isHttps(onlineUrl)),
        "onlineUrl is an https address of at most " + MAX_LENGTH + " characters");
    require(
        !isOnlineOnly || (onlineUrl != null && address == null),
        "onlineOnly goes with an onlineUrl, and with no address");
  }

  private static boolean isHttps(String text) {
    try {
      URI uri = new URI(text);
      return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
