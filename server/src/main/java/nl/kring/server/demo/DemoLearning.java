package nl.kring.server.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import nl.kring.server.app.App;
import nl.kring.server.competence.Criterion;
import nl.kring.server.competence.Learner;
import nl.kring.server.competence.NewAgreement;
import nl.kring.server.competence.NewCourse;
import nl.kring.server.competence.NewOrganisation;
import nl.kring.server.competence.OrganisationKind;
import nl.kring.server.competence.Subject;
import nl.kring.server.incident.IncidentAct;
import nl.kring.server.incident.IncidentKind;
import nl.kring.server.incident.NewIncident;
import nl.kring.server.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/** What the fictional provider's people learned, agreed and wrote down before the demonstration. */
final class DemoLearning {
  private final App app;
  private final Caller.Staff coordinator;
  private final LocalDate today;

  /** As of a day that has come. */
  DemoLearning(App app, Caller.Staff coordinator, LocalDate today) {
    this.app = app;
    this.coordinator = coordinator;
    this.today = today;
  }

  /**
   * Three courses, of which something runs out for the first, all is well for the second, and
   * something is missing for the third; agreements, and a few incidents of the second.
   */
  void add(Caller.Staff first, Caller.Staff second, Caller.Staff third) {
    String trainer = organisation("De Leerschool (fictief)", OrganisationKind.TRAINING);
    String team = organisation("Wijkteam Zuid (fictief)", OrganisationKind.LOCAL_TEAM);
    String safeHome = organisation("Veilig Thuis (fictief)", OrganisationKind.VEILIG_THUIS);
    String leading =
        course("Een groep begeleiden", null, trainer, Criterion.EXPERIENCE_EXPERT_TEACHES);
    String flags = course("Rode vlaggen zien", 24, trainer, Criterion.SAFETY_FIRST);
    String dangers = course("Handelen bij acuut gevaar", 12, null, Criterion.PRACTISED);
    for (Caller.Staff each : List.of(first, second, third)) {
      app.courses().record(coordinator, each.staffId(), leading, today.minusYears(2));
    }
    app.courses().record(coordinator, first.staffId(), flags, today.minusMonths(21));
    app.courses().record(coordinator, second.staffId(), flags, today.minusMonths(2));
    app.courses().record(coordinator, first.staffId(), dangers, today.minusMonths(3));
    app.courses().record(coordinator, second.staffId(), dangers, today.minusMonths(3));
    app.courses().record(coordinator, third.staffId(), dangers, today.minusMonths(14));
    app.agreements().follow(coordinator, team, flags, today.minusMonths(8));
    agree(team, today.plusMonths(2), Subject.REFERS_TO_US, Subject.WARM_HAND_OVER);
    agree(safeHome, today.plusMonths(11), Subject.CONSULTATION, Subject.ACUTE_DANGER);
    YearMonth month = YearMonth.from(today);
    incident(second, month, IncidentKind.TENSION, IncidentAct.PAUSED, IncidentAct.TALKED_IN_GROUP);
    incident(
        second,
        month.minusMonths(2),
        IncidentKind.ACUTE_DANGER,
        IncidentAct.CONSULTED_VEILIG_THUIS,
        IncidentAct.TOLD_COORDINATOR);
  }

  private String organisation(String name, OrganisationKind kind) {
    return app.agreements().add(coordinator, new NewOrganisation(name, kind));
  }

  private String course(
      String name, @Nullable Integer months, @Nullable String trainer, Criterion criterion) {
    String id =
        app.courses()
            .add(
                coordinator,
                new NewCourse(
                    name, List.of(Learner.FACILITATOR), List.of(criterion), months, trainer));
    app.courses().require(coordinator, id, Learner.FACILITATOR);
    return id;
  }

  private void agree(String organisation, LocalDate reviewBy, Subject... subjects) {
    app.agreements()
        .agree(
            coordinator,
            new NewAgreement(organisation, List.of(subjects), today.minusMonths(10), reviewBy));
  }

  private void incident(Caller.Staff by, YearMonth month, IncidentKind kind, IncidentAct... acts) {
    app.incidents().record(by, new NewIncident(kind, month, List.of(acts)));
  }
}
