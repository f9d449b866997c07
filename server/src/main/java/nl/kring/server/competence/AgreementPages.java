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

/** What is agreed with other organisations, and which courses their people follow. */
public final class AgreementPages {
  private static final String HERE = "/staff/competence/agreements";
  private static final String ORGANISATIONS = "/staff/competence/organisations";

  private final AgreementService service;
  private final CourseService courses;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public AgreementPages(
      AgreementService service, CourseService courses, GroupService groups, Pages pages) {
    this.service = service;
    this.courses = courses;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HERE, ctx -> show(ctx, ""), Role.COORDINATOR, Role.FACILITATOR);
    routes.post(HERE, this::agree, Role.COORDINATOR);
    routes.post(HERE + "/{agreementId}/review", this::review, Role.COORDINATOR);
    routes.post(HERE + "/{agreementId}/end", this::end, Role.COORDINATOR);
    routes.post(ORGANISATIONS, this::add, Role.COORDINATOR);
    String organisation = ORGANISATIONS + "/{organisationId}";
    routes.post(organisation + "/removal", this::remove, Role.COORDINATOR);
    routes.post(organisation + "/courses", this::follow, Role.COORDINATOR);
    routes.post(organisation + "/courses/{courseId}/removal", this::unfollow, Role.COORDINATOR);
  }

  /**
   * What the page shows.
   *
   * @param agreements what must be looked at first
   * @param courses that can be followed; empty for a facilitator, who only reads
   */
  public record View(
      boolean isCoordinator,
      List<Agreement> agreements,
      List<Organisation> organisations,
      List<Course> courses,
      LocalDate today,
      List<OrganisationKind> kinds,
      List<Subject> subjects) {}

  private void show(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    boolean isCoordinator = staff.role() == Role.COORDINATOR;
    pages.render(
        ctx,
        "competence/agreements",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), null),
            "view",
            new View(
                isCoordinator,
                service.agreements(staff),
                service.organisations(staff),
                isCoordinator
                    ? courses.courses(staff).stream()
                        .filter(course -> course.endedOn() == null)
                        .toList()
                    : List.of(),
                service.today(),
                Arrays.asList(OrganisationKind.values()),
                Arrays.asList(Subject.values())),
            "fault",
            fault));
  }

  private void agree(Context ctx) {
    answer(
        ctx,
        () ->
            service.agree(
                Gate.staff(ctx),
                new NewAgreement(
                    Forms.field(ctx, "organisationId"),
                    WireNames.parse(Subject.class, Forms.all(ctx, "subject")),
                    Days.day(Forms.field(ctx, "agreedOn")),
                    Days.day(Forms.field(ctx, "reviewBy")))));
  }

  private void review(Context ctx) {
    service.requireOwnAgreement(Gate.staff(ctx), ctx.pathParam("agreementId"));
    answer(
        ctx,
        () ->
            service.review(
                Gate.staff(ctx),
                ctx.pathParam("agreementId"),
                Days.day(Forms.field(ctx, "seen")),
                Days.day(Forms.field(ctx, "reviewBy"))));
  }

  private void end(Context ctx) {
    answer(ctx, () -> service.end(Gate.staff(ctx), ctx.pathParam("agreementId")));
  }

  private void add(Context ctx) {
    answer(
        ctx,
        () ->
            service.add(
                Gate.staff(ctx),
                new NewOrganisation(
                    Forms.field(ctx, "name"),
                    WireNames.parse(OrganisationKind.class, Forms.field(ctx, "kind")))));
  }

  private void remove(Context ctx) {
    answer(ctx, () -> service.remove(Gate.staff(ctx), ctx.pathParam("organisationId")));
  }

  private void follow(Context ctx) {
    service.requireOwnOrganisation(Gate.staff(ctx), ctx.pathParam("organisationId"));
    answer(
        ctx,
        () ->
            service.follow(
                Gate.staff(ctx),
                ctx.pathParam("organisationId"),
                Forms.field(ctx, "courseId"),
                Days.day(Forms.field(ctx, "since"))));
  }

  private void unfollow(Context ctx) {
    answer(
        ctx,
        () ->
            service.unfollow(
                Gate.staff(ctx), ctx.pathParam("organisationId"), ctx.pathParam("courseId")));
  }

  private void answer(Context ctx, Runnable act) {
    Optional<FormFault> fault = FormFault.of(act);
    if (fault.isEmpty()) {
      ctx.status(303).header("Location", HERE);
    } else {
      ctx.status(fault.get().status());
      show(ctx, fault.get().text());
    }
  }
}
