package nl.kring.server.competence;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.WireNames;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Who must know what, and the list of courses. A facilitator sees only how he stands himself. */
public final class CompetencePages {
  private static final String HERE = "/staff/competence";
  private static final String COURSES = HERE + "/courses";

  private final CourseService service;
  private final AgreementService agreements;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public CompetencePages(
      CourseService service, AgreementService agreements, GroupService groups, Pages pages) {
    this.service = service;
    this.agreements = agreements;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HERE, ctx -> show(ctx, ""), Role.COORDINATOR, Role.FACILITATOR);
    routes.post(HERE + "/records", this::record, Role.COORDINATOR);
    String record = HERE + "/records/{recordId}";
    routes.post(record + "/correction", this::correct, Role.COORDINATOR);
    routes.post(record + "/removal", this::remove, Role.COORDINATOR);
    routes.get(COURSES, ctx -> showCourses(ctx, ""), Role.COORDINATOR);
    routes.post(COURSES, this::add, Role.COORDINATOR);
    String course = COURSES + "/{courseId}";
    routes.post(course + "/end", this::end, Role.COORDINATOR);
    routes.post(course + "/requirements/{role}", this::require, Role.COORDINATOR);
    routes.post(course + "/requirements/{role}/removal", this::waive, Role.COORDINATOR);
  }

  /**
   * What the page shows.
   *
   * @param people the most urgent first; whoever looks alone, for a facilitator
   * @param courses that can be recorded; empty for a facilitator
   * @param today the last day that can be recorded
   */
  public record View(
      boolean isCoordinator, List<PersonStanding> people, List<Course> courses, LocalDate today) {}

  private void show(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    boolean isCoordinator = staff.role() == Role.COORDINATOR;
    pages.render(
        ctx,
        "competence/people",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), null),
            "view",
            new View(
                isCoordinator,
                service.standings(staff),
                isCoordinator ? service.courses(staff) : List.of(),
                service.today()),
            "fault",
            fault));
  }

  private void record(Context ctx) {
    answer(
        ctx,
        HERE,
        () ->
            service.record(
                Gate.staff(ctx),
                Forms.field(ctx, "staffId"),
                Forms.field(ctx, "courseId"),
                Days.day(Forms.field(ctx, "doneOn"))),
        fault -> show(ctx, fault));
  }

  private void correct(Context ctx) {
    service.requireOwn(Gate.staff(ctx), ctx.pathParam("recordId"));
    answer(
        ctx,
        HERE,
        () ->
            service.correct(
                Gate.staff(ctx),
                ctx.pathParam("recordId"),
                Days.day(Forms.field(ctx, "seen")),
                Days.day(Forms.field(ctx, "doneOn"))),
        fault -> show(ctx, fault));
  }

  private void remove(Context ctx) {
    service.remove(Gate.staff(ctx), ctx.pathParam("recordId"));
    ctx.status(303).header("Location", HERE);
  }

  // ---- courses ------------------------------------------------------------------------------

  /** What the page of courses shows. */
  public record CoursesView(
      List<Course> courses,
      List<Organisation> organisations,
      List<Learner> roles,
      List<Criterion> criteria) {}

  private void showCourses(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    pages.render(
        ctx,
        "competence/courses",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), null),
            "view",
            new CoursesView(
                service.courses(staff),
                agreements.organisations(staff),
                Arrays.asList(Learner.values()),
                Arrays.asList(Criterion.values())),
            "fault",
            fault));
  }

  private void add(Context ctx) {
    answer(
        ctx,
        COURSES,
        () ->
            service.add(
                Gate.staff(ctx),
                new NewCourse(
                    Forms.field(ctx, "name"),
                    WireNames.parse(Learner.class, Forms.all(ctx, "role")),
                    WireNames.parse(Criterion.class, Forms.all(ctx, "criterion")),
                    months(ctx),
                    Forms.chosen(ctx, "organisationId"))),
        fault -> showCourses(ctx, fault));
  }

  private static @Nullable Integer months(Context ctx) {
    String months = Forms.chosen(ctx, "validMonths");
    return months == null ? null : Integer.valueOf(months);
  }

  private void end(Context ctx) {
    service.end(Gate.staff(ctx), ctx.pathParam("courseId"));
    ctx.status(303).header("Location", COURSES);
  }

  private void require(Context ctx) {
    answer(
        ctx,
        COURSES,
        () -> service.require(Gate.staff(ctx), ctx.pathParam("courseId"), role(ctx)),
        fault -> showCourses(ctx, fault));
  }

  private void waive(Context ctx) {
    answer(
        ctx,
        COURSES,
        () -> service.waive(Gate.staff(ctx), ctx.pathParam("courseId"), role(ctx)),
        fault -> showCourses(ctx, fault));
  }

  private static Learner role(Context ctx) {
    return Learner.ofWireName(ctx.pathParam("role"));
  }

  // ---- forms --------------------------------------------------------------------------------

  /** Shows a page again with what was wrong: the key of a text. */
  private interface Again {
    void show(String fault);
  }

  /** Does what a form asks and leads back, or shows the page again and says what was wrong. */
  private static void answer(Context ctx, String back, Runnable act, Again again) {
    Optional<FormFault> fault = FormFault.of(act);
    if (fault.isEmpty()) {
      ctx.status(303).header("Location", back);
    } else {
      ctx.status(fault.get().status());
      again.show(fault.get().text());
    }
  }
}
