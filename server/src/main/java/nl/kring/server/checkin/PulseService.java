package nl.kring.server.checkin;

import java.time.Clock;
import java.util.List;
import nl.kring.model.checkin.Pulse;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.db.Database;
import nl.kring.server.token.TokenRetention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How groups are doing: closes weeks, publishes what may be seen of them, once. Thread-safe. */
public final class PulseService {
  private static final Logger LOG = LoggerFactory.getLogger(PulseService.class);

  /** A week is published when on one of its days at least this many people sent a slip. */
  private static final int FEWEST_PEOPLE = 5;

  /** How many weeks a published one can be seen. */
  private static final int WEEKS_SHOWN = 8;

  private final Database counts;
  private final TokenRetention tokens;
  private final Clock clock;

  /** Over {@code counts}. */
  public PulseService(Database counts, TokenRetention tokens, Clock clock) {
    this.counts = counts;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Closes every week whose time is over, also after weeks of standing still: publishes or deletes
   * its counters, deletes its keys and spent tokens. Safe in many processes at once.
   */
  public void closeWeeks() {
    for (IsoWeek week : tokens.weeksToClose()) {
      boolean closed = tokens.close(week, handle -> publish(handle.attach(PulseDao.class), week));
      if (closed) {
        LOG.info("Week {} is closed", week);
      }
    }
    String oldest = oldestShown().toString();
    int gone =
        counts.writer().withExtension(PulseDao.class, dao -> dao.deletePublishedBefore(oldest));
    if (gone > 0) {
      LOG.info("{} published weeks are over eight weeks old and gone", gone);
    }
  }

  private static void publish(PulseDao dao, IsoWeek week) {
    String monday = week.monday().toString();
    String sunday = week.monday().plusDays(6).toString();
    dao.publish(week.toString(), monday, sunday, FEWEST_PEOPLE);
    dao.deleteAnswers(week.toString());
    dao.deleteDays(monday, sunday);
  }

  private IsoWeek oldestShown() {
    IsoWeek now = IsoWeek.at(clock.instant());
    IsoWeek lastOver = now.plusWeeks(-1);
    IsoWeek lastClosed =
        clock.instant().isBefore(lastOver.closesAt()) ? now.plusWeeks(-2) : lastOver;
    return lastClosed.plusWeeks(1 - WEEKS_SHOWN);
  }

  /**
   * The published weeks of a group, oldest first, eight at the most. A week that is over but not
   * yet closed is closed first, so that everybody sees it from the same moment.
   */
  public Pulse published(String groupId) {
    if (!tokens.weeksToClose().isEmpty()) {
      closeWeeks();
    }
    String from = oldestShown().toString();
    return new Pulse(
        groupId,
        counts.reader().withExtension(PulseDao.class, dao -> dao.published(groupId, from)).stream()
            .map(PulseWeekRow::published)
            .toList());
  }

  /** The last closed weeks, oldest first, eight at the most. */
  public List<IsoWeek> closedWeeks() {
    return tokens.lastClosedWeeks(WEEKS_SHOWN);
  }
}
