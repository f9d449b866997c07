package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Courses, what requires them, and who followed them, over the API. */
public final class CourseRoutes {
  private static final Role[] OF_PROVIDER = {Role.COORDINATOR, Role.FACILITATOR};

  private final CourseService service;

  /** Over this service. */
  public CourseRoutes(CourseService service) {
    this.service = service;
  }

  private record Courses(List<Course> courses) {}

  private record Standings(List<PersonStanding> people) {}

  private record Records(List<CourseService.CourseRecord> records) {}

  private record NewRecord(
      @JsonProperty(value = "staffId", required = true) String staffId,
      @JsonProperty(value = "courseId", required = true) String courseId,
      @JsonProperty(value = "doneOn", required = true) LocalDate doneOn) {
    NewRecord {
      if (staffId == null || courseId == null || doneOn == null) {
        throw new IllegalArgumentException("staffId, courseId and doneOn are needed");
      }
      Ids.checked("staffId", staffId);
      Ids.checked("courseId", courseId);
    }
  }

  private record Correction(
      @JsonProperty(value = "seen", required = true) LocalDate seen,
      @JsonProperty(value = "doneOn", required = true) LocalDate doneOn) {
    Correction {
      if (seen == null || doneOn == null) {
        throw new IllegalArgumentException("seen and doneOn are days");
      }
    }
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/courses", this::list, OF_PROVIDER);
    routes.post("/api/v1/courses", this::add, Role.COORDINATOR);
    String course = "/api/v1/courses/{courseId}";
    routes.delete(course, this::end, Role.COORDINATOR);
    routes.put(course + "/requirements/{role}", this::require, Role.COORDINATOR);
    routes.delete(course + "/requirements/{role}", this::waive, Role.COORDINATOR);
    routes.get("/api/v1/course-records", this::records, OF_PROVIDER);
    routes.post("/api/v1/course-records", this::record, Role.COORDINATOR);
    routes.put("/api/v1/course-records/{recordId}", this::correct, Role.COORDINATOR);
    routes.delete("/api/v1/course-records/{recordId}", this::remove, Role.COORDINATOR);
    routes.get("/api/v1/course-standings", this::standings, OF_PROVIDER);
  }

  private void list(Context ctx) {
    Json.write(ctx, new Courses(service.courses(Gate.staff(ctx))));
  }

  private void add(Context ctx) {
    String id = service.add(Gate.staff(ctx), Json.read(ctx, NewCourse.class));
    ctx.status(201);
    Json.write(ctx, Map.of("courseId", id));
  }

  private void end(Context ctx) {
    service.end(Gate.staff(ctx), ctx.pathParam("courseId"));
    ctx.status(204);
  }

  private void require(Context ctx) {
    service.require(Gate.staff(ctx), ctx.pathParam("courseId"), role(ctx));
    ctx.status(204);
  }

  private void waive(Context ctx) {
    service.waive(Gate.staff(ctx), ctx.pathParam("courseId"), role(ctx));
    ctx.status(204);
  }

  private static Learner role(Context ctx) {
    try {
      return Learner.ofWireName(ctx.pathParam("role"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "role is facilitator or coordinator");
    }
  }

  private void records(Context ctx) {
    Json.write(ctx, new Records(service.records(Gate.staff(ctx))));
  }

  private void record(Context ctx) {
    NewRecord record = Json.read(ctx, NewRecord.class);
    String id =
        service.record(Gate.staff(ctx), record.staffId(), record.courseId(), record.doneOn());
    ctx.status(201);
    Json.write(ctx, Map.of("recordId", id));
  }

  private void correct(Context ctx) {
    service.requireOwn(Gate.staff(ctx), ctx.pathParam("recordId"));
    Correction correction = Json.read(ctx, Correction.class);
    service.correct(
        Gate.staff(ctx), ctx.pathParam("recordId"), correction.seen(), correction.doneOn());
    ctx.status(204);
  }

  private void remove(Context ctx) {
    service.remove(Gate.staff(ctx), ctx.pathParam("recordId"));
    ctx.status(204);
  }

  private void standings(Context ctx) {
    Json.write(ctx, new Standings(service.standings(Gate.staff(ctx))));
  }
}
