package nl.kring.server.competence;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.WireNames;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * The organisations that a provider works with: what is agreed with them, and which courses their
 * people follow. The provider's own staff read it, its coordinators change it; to others it does
 * not exist (404). Thread-safe.
 */
public final class AgreementService {
  private final Database people;
  private final AuditTrail audit;
  private final Clock clock;

  /** Over {@code people}. */
  public AgreementService(Database people, AuditTrail audit, Clock clock) {
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /** The day that it is, in Europe/Amsterdam. */
  LocalDate today() {
    return KringClock.today(clock);
  }

  /** Changes something, and writes that on the trail. */
  private <T> T change(Caller.Staff by, HandleCallback<T, RuntimeException> writing) {
    return people.inTurn(
        "competence " + CourseService.providerOf(by),
        handle -> {
          T result = writing.withHandle(handle);
          audit.append(handle, Act.AGREEMENTS_CHANGED, by.staffId(), null, null);
          return result;
        });
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND);
  }

  private static void require(boolean holds, ProblemType type, String sentence) {
    if (!holds) {
      throw new ProblemException(type, sentence);
    }
  }

  private static OrganisationRow organisation(AgreementDao dao, Caller.Staff by, String id) {
    return dao.organisation(CourseService.providerOf(by), id)
        .orElseThrow(AgreementService::notFound);
  }

  private static void course(Handle handle, Caller.Staff by, String id) {
    if (handle.attach(CourseDao.class).find(CourseService.providerOf(by), id).isEmpty()) {
      throw notFound();
    }
  }

  // ---- organisations and what they follow ---------------------------------------------------

  /** The organisations of one's provider, by name. */
  public List<Organisation> organisations(Caller.Staff by) {
    String providerId = CourseService.providerOf(by);
    return people.readAtOneMoment(
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          Map<String, List<Organisation.Following>> followings =
              dao.followings(providerId).stream()
                  .collect(
                      Collectors.groupingBy(
                          FollowingRow::organisationId,
                          Collectors.mapping(FollowingRow::view, Collectors.toList())));
          return dao.organisations(providerId).stream()
              .map(
                  row ->
                      new Organisation(
                          row.id(),
                          row.name(),
                          OrganisationKind.ofWireName(row.kind()),
                          followings.getOrDefault(row.id(), List.of())))
              .toList();
        });
  }

  /**
   * Adds an organisation.
   *
   * @return its id
   * @throws ProblemException 409 when the provider has one of this name
   */
  public String add(Caller.Staff by, NewOrganisation organisation) {
    String id = Ids.random();
    return change(
        by,
        handle -> {
          int added =
              handle
                  .attach(AgreementDao.class)
                  .insertOrganisation(
                      id,
                      CourseService.providerOf(by),
                      organisation.name(),
                      organisation.kind().wireName());
          require(added == 1, ProblemType.CONFLICT, "there is an organisation of this name");
          return id;
        });
  }

  /**
   * Makes sure that an organisation is the provider's, before anything else is looked at.
   *
   * @throws ProblemException 404 when it is not
   */
  void requireOwnOrganisation(Caller.Staff by, String organisationId) {
    people
        .reader()
        .useHandle(handle -> organisation(handle.attach(AgreementDao.class), by, organisationId));
  }

  /** The same of an agreement. */
  void requireOwnAgreement(Caller.Staff by, String agreementId) {
    people
        .reader()
        .useHandle(handle -> agreement(handle.attach(AgreementDao.class), by, agreementId));
  }

  /**
   * Removes an organisation.
   *
   * @throws ProblemException 404 when the provider has no such organisation; 409 while a course, a
   *     following or an agreement names it
   */
  public void remove(Caller.Staff by, String organisationId) {
    change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          organisation(dao, by, organisationId);
          require(dao.uses(organisationId) == 0, ProblemType.CONFLICT, "something still names it");
          return dao.deleteOrganisation(organisationId);
        });
  }

  /**
   * Says that an organisation's people follow a course; the same twice is once.
   *
   * @throws ProblemException 404 when the provider has no such organisation or course; 409 when it
   *     follows it since another day; 400 for a day that has not come
   */
  public void follow(Caller.Staff by, String organisationId, String courseId, LocalDate since) {
    require(
        PossibleDays.isPast(since, today()),
        ProblemType.INVALID_REQUEST,
        "since is from 1970 to today");
    String providerId = CourseService.providerOf(by);
    change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          organisation(dao, by, organisationId);
          course(handle, by, courseId);
          List<FollowingRow> known =
              dao.followings(providerId).stream()
                  .filter(row -> row.organisationId().equals(organisationId))
                  .filter(row -> row.courseId().equals(courseId))
                  .toList();
          if (known.isEmpty()) {
            dao.follow(organisationId, courseId, since.toString());
          }
          require(
              known.stream().allMatch(row -> row.since().equals(since.toString())),
              ProblemType.CONFLICT,
              "it follows this course since another day");
          return courseId;
        });
  }

  /**
   * Says that an organisation's people no longer follow a course; twice is once.
   *
   * @throws ProblemException 404 when the provider has no such organisation or course
   */
  public void unfollow(Caller.Staff by, String organisationId, String courseId) {
    change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          organisation(dao, by, organisationId);
          course(handle, by, courseId);
          return dao.unfollow(organisationId, courseId);
        });
  }

  // ---- agreements ---------------------------------------------------------------------------

  /** What one's provider agreed, what must be looked at first. */
  public List<Agreement> agreements(Caller.Staff by) {
    String providerId = CourseService.providerOf(by);
    return people
        .reader()
        .withExtension(AgreementDao.class, dao -> dao.agreements(providerId))
        .stream()
        .map(row -> row.view(today()))
        .toList();
  }

  /**
   * Writes down what was agreed.
   *
   * @return its id
   * @throws ProblemException 404 when the provider has no such organisation; 400 for a day of
   *     agreeing that has not come, or of review that lies more than ten years ahead
   */
  public String agree(Caller.Staff by, NewAgreement agreement) {
    require(
        PossibleDays.isPast(agreement.agreedOn(), today()),
        ProblemType.INVALID_REQUEST,
        "agreedOn is a day from 1970 to today");
    require(
        !agreement.reviewBy().isAfter(PossibleDays.last(today())),
        ProblemType.INVALID_REQUEST,
        "reviewBy is at most ten years ahead");
    String id = Ids.random();
    return change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          organisation(dao, by, agreement.organisationId());
          dao.insertAgreement(
              id,
              CourseService.providerOf(by),
              agreement.organisationId(),
              WireNames.join(agreement.subjects()),
              agreement.agreedOn().toString(),
              agreement.reviewBy().toString());
          return id;
        });
  }

  /**
   * Says that an agreement was looked at, and when that is next.
   *
   * @param seen the day of review that stood there for whoever looked
   * @throws ProblemException 404 when the provider has no such agreement; 409 when somebody else
   *     looked meanwhile; 400 for a day that has passed, or lies more than ten years ahead
   */
  public void review(Caller.Staff by, String agreementId, LocalDate seen, LocalDate reviewBy) {
    require(
        !reviewBy.isBefore(today()) && !reviewBy.isAfter(PossibleDays.last(today())),
        ProblemType.INVALID_REQUEST,
        "reviewBy is from today to ten years ahead");
    change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          AgreementRow row = agreement(dao, by, agreementId);
          require(
              row.reviewBy().equals(seen.toString()),
              ProblemType.CONFLICT,
              "somebody looked meanwhile");
          return dao.review(agreementId, reviewBy.toString());
        });
  }

  private static AgreementRow agreement(AgreementDao dao, Caller.Staff by, String id) {
    return dao.agreement(CourseService.providerOf(by), id).orElseThrow(AgreementService::notFound);
  }

  /**
   * Ends an agreement: it is gone.
   *
   * @throws ProblemException 404 when the provider has no such agreement
   */
  public void end(Caller.Staff by, String agreementId) {
    change(
        by,
        handle -> {
          AgreementDao dao = handle.attach(AgreementDao.class);
          agreement(dao, by, agreementId);
          return dao.deleteAgreement(agreementId);
        });
  }
}
