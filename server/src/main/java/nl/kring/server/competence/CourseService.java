package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.WireNames;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Notice;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.StaffService;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/**
 * The courses of a provider, which of them a role requires, and who of the staff followed them. A
 * coordinator changes those of the own provider; to others they do not exist (404). Thread-safe;
 * two who change something at once lose nothing: each act changes one thing, and says what it was.
 */
public final class CourseService {
  private final Database people;
  private final StaffService staff;
  private final AuditTrail audit;
  private final Clock clock;

  /** Over {@code people}. */
  public CourseService(Database people, StaffService staff, AuditTrail audit, Clock clock) {
    this.people = people;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  /** The day that it is, in Europe/Amsterdam. */
  LocalDate today() {
    return KringClock.today(clock);
  }

  static String providerOf(Caller.Staff by) {
    String providerId = by.providerId();
    if (providerId == null) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
    return providerId;
  }

  private <T> T inTurn(Caller.Staff by, HandleCallback<T, RuntimeException> writing) {
    return people.inTurn("competence " + providerOf(by), writing);
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND);
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(ProblemType.INVALID_REQUEST, sentence);
  }

  // ---- courses and what requires them -------------------------------------------------------

  /** The courses of one's provider, by name, those that ended last. */
  public List<Course> courses(Caller.Staff by) {
    String providerId = providerOf(by);
    return people.readAtOneMoment(handle -> courses(handle.attach(CourseDao.class), providerId));
  }

  private static List<Course> courses(CourseDao dao, String providerId) {
    Map<String, List<Learner>> requirements =
        dao.requirements(providerId).stream()
            .collect(
                Collectors.groupingBy(
                    RequirementRow::courseId,
                    Collectors.mapping(
                        row -> Learner.ofWireName(row.role()), Collectors.toList())));
    return dao.ofProvider(providerId).stream()
        .map(
            row ->
                row.view(requirements.getOrDefault(row.id(), List.of()).stream().sorted().toList()))
        .toList();
  }

  /**
   * Adds a course.
   *
   * @return its id
   * @throws ProblemException 400 when it names an organisation that is not the provider's
   */
  public String add(Caller.Staff by, NewCourse course) {
    String providerId = providerOf(by);
    String id = Ids.random();
    String organisationId = course.organisationId();
    return inTurn(
        by,
        handle -> {
          if (organisationId != null
              && handle
                  .attach(AgreementDao.class)
                  .organisation(providerId, organisationId)
                  .isEmpty()) {
            throw invalid("organisationId is one of the provider's");
          }
          handle
              .attach(CourseDao.class)
              .insert(
                  id,
                  providerId,
                  course.name(),
                  WireNames.join(course.roles()),
                  WireNames.join(course.criteria()),
                  course.validMonths(),
                  organisationId);
          audit.append(handle, Act.COURSES_CHANGED, by.staffId(), null, null);
          return id;
        });
  }

  /**
   * Ends a course: nobody follows it any more, and no role requires it. Its records stay, and it
   * can still be read; twice is once.
   *
   * @throws ProblemException 404 when the provider has no such course
   */
  public void end(Caller.Staff by, String courseId) {
    inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          requireCourse(dao, by, courseId);
          if (dao.end(courseId, today().toString()) == 1) {
            dao.waive(courseId);
            audit.append(handle, Act.COURSES_CHANGED, by.staffId(), null, null);
          }
          return courseId;
        });
  }

  private static CourseRow requireCourse(CourseDao dao, Caller.Staff by, String courseId) {
    return dao.find(providerOf(by), courseId).orElseThrow(CourseService::notFound);
  }

  /**
   * Makes a role require a course; twice is once.
   *
   * @throws ProblemException 404 when the provider has no such course; 409 when it ended, or is not
   *     for that role
   */
  public void require(Caller.Staff by, String courseId, Learner role) {
    inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          CourseRow row = requireCourse(dao, by, courseId);
          if (row.endedOn() != null || !row.view(List.of()).roles().contains(role)) {
            throw new ProblemException(
                ProblemType.CONFLICT, "the course ended, or is not for that role");
          }
          if (dao.require(courseId, role.wireName()) == 1) {
            audit.append(handle, Act.COURSES_CHANGED, by.staffId(), null, null);
          }
          return courseId;
        });
  }

  /**
   * Makes a role no longer require a course; twice is once.
   *
   * @throws ProblemException 404 when the provider has no such course
   */
  public void waive(Caller.Staff by, String courseId, Learner role) {
    inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          requireCourse(dao, by, courseId);
          if (dao.waive(courseId, role.wireName()) == 1) {
            audit.append(handle, Act.COURSES_CHANGED, by.staffId(), null, null);
          }
          return courseId;
        });
  }

  // ---- who followed what --------------------------------------------------------------------

  /**
   * Records that somebody of the provider followed a course; twice is once.
   *
   * @return the id of the record
   * @throws ProblemException 404 when there is no such person or course of this coordinator's; 400
   *     for a day that has not come, or after the course ended
   */
  public String record(Caller.Staff by, String staffId, String courseId, LocalDate doneOn) {
    if (staff.staffOf(by).stream().noneMatch(each -> each.staffId().equals(staffId))) {
      throw notFound();
    }
    return inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          requireDay(requireCourse(dao, by, courseId), doneOn);
          String day = doneOn.toString();
          String known = dao.recordOf(staffId, courseId, day).orElse(null);
          if (known != null) {
            return known;
          }
          String id = Ids.random();
          dao.insertRecord(id, staffId, courseId, day);
          audit.append(handle, Act.COURSE_RECORDED, by.staffId(), staffId, null);
          return id;
        });
  }

  private void requireDay(CourseRow course, LocalDate doneOn) {
    if (!PossibleDays.isPast(doneOn, today())) {
      throw invalid("doneOn is a day from 1970 to today");
    }
    String endedOn = course.endedOn();
    if (endedOn != null && doneOn.isAfter(LocalDate.parse(endedOn))) {
      throw invalid("doneOn is not after the course ended");
    }
  }

  /**
   * Makes sure that a record is the provider's, before anything else is looked at.
   *
   * @throws ProblemException 404 when it is not
   */
  void requireOwn(Caller.Staff by, String recordId) {
    people
        .reader()
        .useHandle(handle -> requireRecord(handle.attach(CourseDao.class), by, recordId));
  }

  /**
   * Corrects the day of a record.
   *
   * @param seen the day that stood there for whoever corrects it
   * @throws ProblemException 404 when the provider has no such record; 409 when somebody else
   *     corrected it meanwhile, or there is a record of that day; 400 as {@link #record}
   */
  public void correct(Caller.Staff by, String recordId, LocalDate seen, LocalDate doneOn) {
    inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          CourseRecordRow row = requireRecord(dao, by, recordId);
          requireDay(requireCourse(dao, by, row.courseId()), doneOn);
          String day = doneOn.toString();
          if (!row.doneOn().equals(seen.toString())
              || (!doneOn.equals(seen)
                  && dao.recordOf(row.staffId(), row.courseId(), day).isPresent())) {
            throw new ProblemException(
                ProblemType.CONFLICT, "it was corrected meanwhile, or that day is there already");
          }
          dao.correct(recordId, day);
          audit.append(handle, Act.COURSE_RECORD_CORRECTED, by.staffId(), row.staffId(), null);
          return recordId;
        });
  }

  /**
   * Removes a record.
   *
   * @throws ProblemException 404 when the provider has no such record
   */
  public void remove(Caller.Staff by, String recordId) {
    inTurn(
        by,
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          CourseRecordRow row = requireRecord(dao, by, recordId);
          dao.deleteRecord(recordId);
          audit.append(handle, Act.COURSE_RECORD_REMOVED, by.staffId(), row.staffId(), null);
          return recordId;
        });
  }

  private static CourseRecordRow requireRecord(CourseDao dao, Caller.Staff by, String recordId) {
    return dao.record(providerOf(by), recordId).orElseThrow(CourseService::notFound);
  }

  /**
   * That somebody followed a course.
   *
   * @param validUntil the last day on which it counts; null for ever
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CourseRecord(
      String recordId,
      String staffId,
      String courseId,
      LocalDate doneOn,
      @Nullable LocalDate validUntil) {}

  /** All records of the provider for a coordinator, one's own for a facilitator; oldest first. */
  public List<CourseRecord> records(Caller.Staff by) {
    String providerId = providerOf(by);
    boolean isCoordinator = by.role() == Role.COORDINATOR;
    return people.readAtOneMoment(
        handle -> {
          CourseDao dao = handle.attach(CourseDao.class);
          Map<String, Course> courses =
              courses(dao, providerId).stream()
                  .collect(Collectors.toMap(Course::courseId, Function.identity()));
          return dao.records(providerId).stream()
              .filter(row -> isCoordinator || row.staffId().equals(by.staffId()))
              .map(row -> view(row, courses.get(row.courseId())))
              .toList();
        });
  }

  private static CourseRecord view(CourseRecordRow row, @Nullable Course course) {
    return new CourseRecord(
        row.id(),
        row.staffId(),
        row.courseId(),
        row.day(),
        course == null ? null : course.validUntil(row.day()));
  }

  // ---- what is missing and what expires -----------------------------------------------------

  /**
   * How people stand with their courses, the most urgent first: everybody of the provider for a
   * coordinator, oneself for a facilitator.
   */
  public List<PersonStanding> standings(Caller.Staff by) {
    List<Caller.Staff> persons = by.role() == Role.COORDINATOR ? staff.staffOf(by) : List.of(by);
    String providerId = providerOf(by);
    return people.readAtOneMoment(handle -> standings(handle, providerId, persons)).stream()
        .sorted(PersonStanding.MOST_URGENT)
        .toList();
  }

  /** How one stands oneself. */
  public PersonStanding own(Caller.Staff self) {
    String providerId = providerOf(self);
    return people.readAtOneMoment(handle -> standings(handle, providerId, List.of(self))).get(0);
  }

  /** What somebody must not miss on the first page; nothing for those of no provider. */
  public List<Notice> notices(Caller.Staff self) {
    if (self.providerId() == null) {
      return List.of();
    }
    return switch (own(self).worst()) {
      case EXPIRED, MISSING -> notice("competence.reminder.needed");
      case EXPIRES_SOON -> notice("competence.reminder.soon");
      case FINE -> List.of();
    };
  }

  private static List<Notice> notice(String text) {
    return List.of(new Notice(text, List.of(), "/staff/competence", "competence.reminder.look"));
  }

  private List<PersonStanding> standings(
      Handle handle, String providerId, List<Caller.Staff> persons) {
    CourseDao dao = handle.attach(CourseDao.class);
    List<Course> courses = courses(dao, providerId);
    Map<String, List<CourseRecordRow>> records =
        dao.records(providerId).stream().collect(Collectors.groupingBy(CourseRecordRow::staffId));
    List<PersonStanding> standings = new ArrayList<>();
    for (Caller.Staff person : persons) {
      standings.add(standing(person, courses, records.getOrDefault(person.staffId(), List.of())));
    }
    return standings;
  }

  private PersonStanding standing(
      Caller.Staff person, List<Course> courses, List<CourseRecordRow> records) {
    Learner role = Learner.valueOf(person.role().name());
    // Of several the last one, which is valid longest.
    Map<String, CourseRecordRow> latest =
        records.stream()
            .collect(
                Collectors.toMap(
                    CourseRecordRow::courseId,
                    Function.identity(),
                    (one, other) -> one.day().isAfter(other.day()) ? one : other));
    return new PersonStanding(
        person.staffId(),
        person.name(),
        role,
        courses.stream()
            .filter(
                course ->
                    course.requiredFor().contains(role) || latest.containsKey(course.courseId()))
            .map(
                course ->
                    of(course, course.requiredFor().contains(role), latest.get(course.courseId())))
            .sorted(PersonStanding.URGENT)
            .toList());
  }

  private PersonStanding.OfCourse of(
      Course course, boolean isRequired, @Nullable CourseRecordRow record) {
    if (record == null) {
      return new PersonStanding.OfCourse(
          course.courseId(), course.name(), isRequired, Standing.MISSING, null, null, null);
    }
    LocalDate validUntil = course.validUntil(record.day());
    return new PersonStanding.OfCourse(
        course.courseId(),
        course.name(),
        isRequired,
        standing(validUntil, today()),
        record.id(),
        record.day(),
        validUntil);
  }

  /** Of a course that was followed; valid until a day, that day included, or for ever. */
  static Standing standing(@Nullable LocalDate validUntil, LocalDate today) {
    if (validUntil != null && validUntil.isBefore(today)) {
      return Standing.EXPIRED;
    }
    return validUntil != null && PossibleDays.isSoon(validUntil, today)
        ? Standing.EXPIRES_SOON
        : Standing.FINE;
  }
}
