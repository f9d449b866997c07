package nl.kring.server.incident;

import java.time.Clock;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.WireNames;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import org.jdbi.v3.core.Handle;

/**
 * That something happened in a group. What is kept is the provider, the month, the kind and what
 * was done; not the group, not the day, not who wrote it, and no audit event. Thread-safe.
 *
 * <p>A provider sees its own totals exactly. Outside it stands a year's release: only what one
 * provider recorded of one kind at least five times, so that no sum or difference of published
 * numbers is about fewer (ADR 9).
 */
public final class IncidentService {
  /** The fewest incidents of one kind in one year that leave a provider. */
  public static final int MINIMUM = 5;

  /** How many months back something can still be recorded. */
  public static final int MONTHS_BACK = 12;

  /** How many whole years after its own an incident is kept. */
  static final int YEARS_KEPT = 3;

  /** Where those of providers stand that work in several regions, or in none. */
  static final String SEVERAL_REGIONS = "NL";

  /** In this month of the next year a year is published, so that what was late is in it. */
  private static final int MONTH_OF_RELEASE = 4;

  private final Database people;
  private final GroupService groups;
  private final MunicipalityService municipalities;
  private final Clock clock;

  /** Over {@code people}. */
  public IncidentService(
      Database people, GroupService groups, MunicipalityService municipalities, Clock clock) {
    this.people = people;
    this.groups = groups;
    this.municipalities = municipalities;
    this.clock = clock;
  }

  /** The month that it is, in Europe/Amsterdam. */
  YearMonth thisMonth() {
    return YearMonth.from(KringClock.today(clock));
  }

  private static String providerOf(Caller.Staff by) {
    String providerId = by.providerId();
    if (providerId == null) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
    return providerId;
  }

  // ---- recording ----------------------------------------------------------------------------

  /**
   * Records that something happened.
   *
   * @return an id that is kept nowhere else: whoever has it can withdraw this
   * @throws ProblemException 400 for a month that has not begun, or more than twelve ago
   */
  public String record(Caller.Staff by, NewIncident incident) {
    YearMonth now = thisMonth();
    if (incident.month().isAfter(now) || incident.month().isBefore(now.minusMonths(MONTHS_BACK))) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "month is this one, or one of the twelve before");
    }
    String id = Ids.random();
    people
        .writer()
        .useExtension(
            IncidentDao.class,
            dao ->
                dao.insert(
                    id,
                    providerOf(by),
                    incident.month().toString(),
                    incident.kind().wireName(),
                    WireNames.join(incident.acts())));
    return id;
  }

  /**
   * Withdraws what was recorded by mistake. What was published of it before stays published.
   *
   * @throws ProblemException 404 when the provider has none of this id
   */
  public void withdraw(Caller.Staff by, String incidentId) {
    int gone =
        people
            .writer()
            .withExtension(IncidentDao.class, dao -> dao.delete(incidentId, providerOf(by)));
    if (gone == 0) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
  }

  // ---- learning from it ---------------------------------------------------------------------

  /** What one's provider recorded of each year that is kept, the newest first. */
  public List<IncidentTotals> totals(Caller.Staff coordinator) {
    int now = thisMonth().getYear();
    return Stream.iterate(now, year -> year - 1)
        .limit(YEARS_KEPT + 1L)
        .map(year -> totals(coordinator, year))
        .toList();
  }

  /** The same of one year. */
  IncidentTotals totals(Caller.Staff coordinator, int year) {
    String providerId = providerOf(coordinator);
    Map<IncidentKind, Integer> kinds = new EnumMap<>(IncidentKind.class);
    Map<IncidentAct, Integer> acts = new EnumMap<>(IncidentAct.class);
    for (IncidentRow row : ofYear(year)) {
      if (row.providerId().equals(providerId)) {
        kinds.merge(IncidentKind.ofWireName(row.kind()), 1, Integer::sum);
        WireNames.split(IncidentAct.class, row.acts())
            .forEach(act -> acts.merge(act, 1, Integer::sum));
      }
    }
    return new IncidentTotals(
        year,
        kinds.entrySet().stream()
            .map(each -> new IncidentTotals.OfKind(each.getKey(), each.getValue()))
            .toList(),
        acts.entrySet().stream()
            .map(each -> new IncidentTotals.OfAct(each.getKey(), each.getValue()))
            .toList());
  }

  private List<IncidentRow> ofYear(int year) {
    return people
        .reader()
        .withExtension(IncidentDao.class, dao -> dao.ofYear(Integer.toString(year)));
  }

  // ---- what leaves a provider ---------------------------------------------------------------

  /** The years that are published, oldest first. */
  public List<Integer> releases() {
    return people.reader().withExtension(IncidentDao.class, IncidentDao::releases);
  }

  /** What was published of a year; empty when nothing was yet. */
  public Optional<IncidentRelease> release(int year) {
    return people.readAtOneMoment(
        handle -> {
          IncidentDao dao = handle.attach(IncidentDao.class);
          return dao.released(year)
              .map(
                  each ->
                      new IncidentRelease(
                          each,
                          MINIMUM,
                          dao.totals(each).stream().map(ReleasedTotalRow::view).toList()));
        });
  }

  /**
   * Publishes the years that are due from 1 April of the next, each once and for ever; twice is
   * once, in any number of processes.
   */
  public void publishYears() {
    YearMonth now = thisMonth();
    int due = now.getYear() - (now.getMonthValue() < MONTH_OF_RELEASE ? 2 : 1);
    if (releases().contains(due)) {
      return;
    }
    people.inTurn(
        "incident release",
        handle -> {
          IncidentDao dao = handle.attach(IncidentDao.class);
          Set<Integer> years = new TreeSet<>(Set.of(due));
          dao.years().stream().map(Integer::valueOf).filter(each -> each < due).forEach(years::add);
          dao.releases().forEach(years::remove);
          years.forEach(year -> publish(handle, year));
          return years;
        });
  }

  private void publish(Handle handle, int year) {
    IncidentDao dao = handle.attach(IncidentDao.class);
    Map<String, Map<String, Integer>> byProvider = new TreeMap<>();
    for (IncidentRow row : dao.ofYear(Integer.toString(year))) {
      byProvider
          .computeIfAbsent(row.providerId(), id -> new TreeMap<>())
          .merge(row.kind(), 1, Integer::sum);
    }
    Map<String, String> regions = regions(handle);
    Map<String, Map<String, Integer>> byRegion = new TreeMap<>();
    byProvider.forEach(
        (providerId, kinds) ->
            kinds.forEach(
                (kind, incidents) -> {
                  // Each provider's own number by itself: another, who subtracts what is his from a
                  // total, is left with such numbers too.
                  if (incidents >= MINIMUM) {
                    byRegion
                        .computeIfAbsent(
                            regions.getOrDefault(providerId, SEVERAL_REGIONS),
                            region -> new TreeMap<>())
                        .merge(kind, incidents, Integer::sum);
                  }
                }));
    dao.release(year);
    byRegion.forEach(
        (region, kinds) ->
            kinds.forEach((kind, incidents) -> dao.insertTotal(year, region, kind, incidents)));
  }

  /** The safety region of each provider whose groups all lie in one. */
  private Map<String, String> regions(Handle handle) {
    Map<String, Set<String>> all = new HashMap<>();
    groups
        .all(handle)
        .forEach(
            group ->
                municipalities
                    .find(group.content().municipality())
                    .ifPresent(
                        place ->
                            all.computeIfAbsent(group.content().providerId(), id -> new HashSet<>())
                                .add(place.regionCode())));
    Map<String, String> single = new HashMap<>();
    all.forEach(
        (providerId, regions) -> {
          if (regions.size() == 1) {
            single.put(providerId, regions.iterator().next());
          }
        });
    return single;
  }

  /**
   * Deletes what is older than three whole years after its own.
   *
   * @return how many
   */
  public int deleteOld() {
    String first = (thisMonth().getYear() - YEARS_KEPT) + "-01";
    int gone = people.writer().withExtension(IncidentDao.class, dao -> dao.deleteBefore(first));
    if (gone > 0) {
      people.forgetDeletedRows(List.of("incident"));
    }
    return gone;
  }
}
