package nl.kring.server.uptake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.kring.model.WireJson;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.uptake.UptakeType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.token.KeyDirectory;
import nl.kring.server.token.TokenRetention;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens months for participations and publishes them on the 10th of the next, each once and for
 * ever; safe in many processes and after weeks of standing still. Thread-safe.
 */
public final class UptakeService {
  private static final Logger LOG = LoggerFactory.getLogger(UptakeService.class);
  private static final String TURN = "uptake";
  private static final int FORMAT_VERSION = 1;
  static final String RELEASE_TYPE = "kring-uptake-release";

  private final Database counts;
  private final GroupService groups;
  private final Geography geography;
  private final KeyDirectory keys;
  private final TokenRetention tokens;
  private final Opening opening;
  private final Clock clock;
  private final String issuerHost;
  private final Map<YearMonth, OpenMonth> open = new ConcurrentHashMap<>();

  /**
   * Over {@code counts}.
   *
   * @param noise what counters start at; nothing but {@link DiscreteLaplace#secure} outside tests
   * @param issuerHost host of the server's public address, named in each signature
   */
  public UptakeService(
      Database counts,
      GroupService groups,
      Geography geography,
      KeyDirectory keys,
      TokenRetention tokens,
      Noise noise,
      Clock clock,
      String issuerHost) {
    this.counts = counts;
    this.groups = groups;
    this.geography = geography;
    this.keys = keys;
    this.tokens = tokens;
    this.opening = new Opening(noise);
    this.clock = clock;
    this.issuerHost = issuerHost;
  }

  // ---- opening --------------------------------------------------------------------------------

  /** Opens every month that can be spent now; twice is once. */
  public void openMonths() {
    YearMonth now = YearMonth.from(KringClock.today(clock));
    for (YearMonth month : List.of(now.minusMonths(1), now)) {
      if (isSpendable(month) && keys.hasMonth(month)) {
        open(month);
      }
    }
  }

  private boolean isSpendable(YearMonth month) {
    SpendWindow window = SpendWindow.of(month);
    Instant now = clock.instant();
    return !now.isBefore(window.opensAt()) && now.isBefore(window.closesAt());
  }

  /**
   * How a month's participations are counted; opens it when it is not yet.
   *
   * @throws ProblemException 503 when it cannot be opened
   */
  OpenMonth open(YearMonth month) {
    OpenMonth known = open.get(month);
    if (known != null) {
      return known;
    }
    List<Place> now = places();
    OpenMonth opened = counts.inTurn(TURN, handle -> open(handle, month, now));
    open.keySet().removeIf(each -> each.isBefore(month.minusMonths(1)));
    open.put(month, opened);
    return opened;
  }

  private OpenMonth open(Handle handle, YearMonth month, List<Place> now) {
    UptakeDao dao = handle.attach(UptakeDao.class);
    Optional<MonthRow> known = dao.month(month.toString());
    if (known.isPresent()) {
      return known.get().view(geography);
    }
    int year = month.getYear();
    MonthRow row = new MonthRow(ofYear(dao, year, now), Places.write(now));
    OpenMonth opened = row.view(geography);
    spend(dao, year, month.toString(), Budget.MONTH);
    dao.insertMonth(month.toString(), row.ofYear(), row.places());
    opening
        .month(opened.table().cells())
        .forEach(
            (cell, people) -> dao.insertCell(month.toString(), cell.unit(), cell.type(), people));
    openYear(dao, year, now);
    openCohorts(dao, month);
    tokens.addDummies(handle, month, opening.dummies());
    LOG.info("Month {} is open in {} cells", month, opened.table().cells().size());
    return opened;
  }

  /** The places of the year's partition, made now when there is none yet and there can be one. */
  private String ofYear(UptakeDao dao, int year, List<Place> now) {
    Optional<String> frozen = dao.partition(year);
    if (frozen.isPresent() || now.size() < Partition.FEWEST_GROUPS) {
      return frozen.orElse("");
    }
    String places = Places.write(now);
    dao.insertPartition(year, places);
    return places;
  }

  /** The ledger: what would pass the budget is refused, and the month stays closed. */
  private static void spend(UptakeDao dao, int year, String on, int cost) {
    if (dao.spent(year) + cost > Budget.LIMIT || dao.isSpent(year, on)) {
      LOG.error("The privacy budget of {} does not allow {}", year, on);
      throw new ProblemException(ProblemType.UNAVAILABLE, "this month is not counted");
    }
    dao.spend(year, on, cost);
  }

  private void openYear(UptakeDao dao, int year, List<Place> now) {
    if (!dao.isSpent(year, "year")) {
      spend(dao, year, "year", Budget.YEAR);
    }
    TreeSet<String> municipalities = new TreeSet<>();
    now.forEach(each -> municipalities.add(each.municipality()));
    dao.year(year).forEach(each -> municipalities.remove(each.municipality()));
    opening.year(municipalities).forEach((each, people) -> dao.insertYear(year, each, people));
  }

  private void openCohorts(UptakeDao dao, YearMonth month) {
    SortedMap<Cohort, Integer> cohorts = opening.cohorts(month);
    if (cohorts.isEmpty()) {
      return;
    }
    if (!dao.isSpent(month.getYear(), "cohorts")) {
      spend(dao, month.getYear(), "cohorts", Budget.COHORTS);
    }
    cohorts.forEach(
        (each, people) ->
            dao.insertCohort(each.quarter(), each.milestone(), each.channel(), people));
  }

  /** Where the open groups are counted, from the public directory. */
  private List<Place> places() {
    return groups.directory(null, null).stream().map(UptakeService::place).toList();
  }

  /** As what a group is counted: for the phone too. */
  static Place place(SupportGroup group) {
    UptakeType type =
        group.form() == GroupForm.ONLINE
            ? UptakeType.ONLINE
            : UptakeType.ofWireName(group.type().wireName());
    return new Place(group.municipality(), type);
  }

  // ---- publishing -----------------------------------------------------------------------------

  /** Publishes every month whose day has come; its counters, spent tokens and key go with it. */
  public void publishMonths() {
    tokens.endMonths(this::publish);
  }

  private void publish(Handle handle, YearMonth month) {
    UptakeDao dao = handle.attach(UptakeDao.class);
    Optional<MonthRow> row = dao.month(month.toString());
    if (row.isEmpty()) {
      LOG.warn("Month {} was never open: nothing is published of it", month);
      return;
    }
    int year = month.getYear();
    byte[] content = WireJson.write(release(dao, month, row.get().view(geography)));
    String sha256 = sha256(content);
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("iss", issuerHost);
    statement.put("month", month.toString());
    statement.put("sha256", sha256);
    String signature = keys.sign(handle, RELEASE_TYPE, WireJson.write(statement));
    dao.release(month.toString(), content, sha256, signature);
    dao.deleteCells(month.toString());
    dao.deleteMonth(month.toString());
    for (Cohort each : Cohort.endedBy(month)) {
      dao.deleteCohort(each.quarter(), each.milestone(), each.channel());
    }
    if (month.getMonthValue() == 12) {
      dao.deleteYear(year);
    }
    LOG.info("Month {} is published", month);
  }

  private Release release(UptakeDao dao, YearMonth month, OpenMonth closing) {
    SortedMap<Cell, Integer> people = new TreeMap<>();
    dao.cells(month.toString()).forEach(row -> people.put(row.cell(), row.people()));
    SortedMap<Place, Cell> table = closing.table().places();
    Map<Cell, Integer> sizes = new HashMap<>();
    for (Place each : closing.active()) {
      sizes.merge(table.getOrDefault(each, new Cell("", "")), 1, Integer::sum);
    }
    List<ReleaseRow> before = dao.releases();
    return new Release(
        FORMAT_VERSION,
        month,
        KringClock.today(clock),
        month.getYear(),
        before.isEmpty() ? null : before.get(before.size() - 1).hash(),
        Release.Parameters.CURRENT,
        sha256(text(closing.partition())),
        people.entrySet().stream()
            .map(
                each ->
                    new Release.CellCount(
                        each.getKey().unit(),
                        each.getKey().type(),
                        sizes.getOrDefault(each.getKey(), 0),
                        each.getValue()))
            .toList(),
        new Totals(geography, people, table).all(),
        month.getMonthValue() == 12 ? year(dao, month, closing, people) : null,
        cohorts(dao, month),
        table.entrySet().stream()
            .map(
                each ->
                    new Release.PlaceCell(
                        each.getKey().municipality(),
                        each.getKey().type().wireName(),
                        each.getValue().unit(),
                        each.getValue().type()))
            .toList(),
        keyRoots(month));
  }

  /** A partition as text: {@code municipality,type,unit,type}, one line per place, sorted. */
  static byte[] text(Partition partition) {
    return partition.cells().entrySet().stream()
        .map(
            each ->
                each.getKey().municipality()
                    + ","
                    + each.getKey().type().wireName()
                    + ","
                    + each.getValue()
                    + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Release.CohortCount> cohorts(UptakeDao dao, YearMonth month) {
    List<Release.CohortCount> all = new ArrayList<>();
    for (Cohort each : Cohort.endedBy(month)) {
      dao.cohort(each.quarter(), each.milestone(), each.channel())
          .ifPresent(
              people ->
                  all.add(
                      new Release.CohortCount(
                          each.quarter(),
                          each.milestone(),
                          each.channel().isEmpty() ? null : each.channel(),
                          people)));
    }
    return all;
  }

  private List<Release.KeyRoot> keyRoots(YearMonth month) {
    return Stream.iterate(
            IsoWeek.of(month.atDay(1)),
            week -> !week.monday().isAfter(month.atEndOfMonth()),
            week -> week.plusWeeks(1))
        .flatMap(
            week ->
                keys.rootHash(week).stream()
                    .map(hash -> new Release.KeyRoot(week.toString(), hash)))
        .toList();
  }

  private Release.Year year(
      UptakeDao dao, YearMonth last, OpenMonth closing, SortedMap<Cell, Integer> lastMonth) {
    List<SortedMap<Cell, Integer>> months = new ArrayList<>(List.of(lastMonth));
    for (ReleaseRow row : dao.releases()) {
      if (YearMonth.parse(row.month()).getYear() == last.getYear()) {
        months.add(published(dao, row.month()));
      }
    }
    Map<String, Integer> ofUnit = new HashMap<>();
    months.forEach(
        month -> month.forEach((cell, people) -> ofUnit.merge(cell.unit(), people, Integer::sum)));
    SortedMap<String, SortedMap<String, Integer>> units = new TreeMap<>();
    for (YearRow row : dao.year(last.getYear())) {
      units
          .computeIfAbsent(
              closing.partition().unitsOf(row.municipality()).get(0), key -> new TreeMap<>())
          .put(row.municipality(), row.people());
    }
    List<Release.MunicipalityYear> all = new ArrayList<>();
    units.forEach(
        (unit, counters) -> {
          int mean =
              Math.floorDiv(2 * ofUnit.getOrDefault(unit, 0) + months.size(), 2 * months.size());
          YearFigures.of(counters, months.size(), mean)
              .forEach(
                  (municipality, perMonth) ->
                      all.add(
                          new Release.MunicipalityYear(
                              municipality,
                              unit,
                              counters.getOrDefault(municipality, 0),
                              perMonth)));
        });
    return new Release.Year(last.getYear(), months.size(), all);
  }

  private static SortedMap<Cell, Integer> published(UptakeDao dao, String month) {
    SortedMap<Cell, Integer> people = new TreeMap<>();
    Release release = read(dao.content(month).orElseThrow().content());
    release.cells().forEach(each -> people.put(new Cell(each.unit(), each.type()), each.people()));
    return people;
  }

  static Release read(byte[] content) {
    try {
      return WireJson.read(content, Release.class);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("a release in the database cannot be read", e);
    }
  }

  static String sha256(byte[] bytes) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return Hex.toHexString(hash);
  }

  // ---- reading --------------------------------------------------------------------------------

  /** The key that signs releases, and the roots of token keys. */
  DevicePublicKey publicKey() {
    return keys.publicKey();
  }

  /** What was published, oldest first. */
  List<ReleaseRow> releases() {
    return counts.reader().withExtension(UptakeDao.class, UptakeDao::releases);
  }

  /** The bytes that were published of a month; empty when it was not yet. */
  Optional<byte[]> content(YearMonth month) {
    return counts
        .reader()
        .withExtension(
            UptakeDao.class, dao -> dao.content(month.toString()).map(ContentRow::content));
  }
}
