package nl.kring.server.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Signing in and out, inviting, and ending access, over the API. */
public final class StaffRoutes {
  private static final Role[] ALL_STAFF = {
    Role.ADMINISTRATOR, Role.COORDINATOR, Role.FACILITATOR, Role.MUNICIPALITY_VIEWER
  };

  private final StaffService service;
  private final InvitationService invitations;

  /** Over these services. */
  public StaffRoutes(StaffService service, InvitationService invitations) {
    this.service = service;
    this.invitations = invitations;
  }

  private record SignInRequest(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "password", required = true) String password,
      @JsonProperty("totpCode") @Nullable String totpCode) {
    SignInRequest {
      if (name == null || password == null) {
        throw new IllegalArgumentException("name and password are text");
      }
      if (name.length() > 100 || password.length() > 512 || isTooLong(totpCode)) {
        throw new IllegalArgumentException("name, password or code is too long to be anybody's");
      }
    }

    @Override
    public String toString() {
      return "SignInRequest";
    }
  }

  private static boolean isTooLong(@Nullable String totpCode) {
    return totpCode != null && totpCode.length() > 16;
  }

  private record SignInAnswer(
      String token, String tokenType, String expiresAt, String role, String staffId) {
    @Override
    public String toString() {
      return "SignInAnswer";
    }
  }

  private record PasswordRequest(
      @JsonProperty(value = "currentPassword", required = true) String currentPassword,
      @JsonProperty("totpCode") @Nullable String totpCode,
      @JsonProperty(value = "newPassword", required = true) String newPassword) {
    PasswordRequest {
      if (currentPassword == null || newPassword == null) {
        throw new IllegalArgumentException("currentPassword and newPassword are text");
      }
      if (currentPassword.length() > 512 || isTooLong(totpCode)) {
        throw new IllegalArgumentException("password or code is too long to be anybody's");
      }
    }

    @Override
    public String toString() {
      return "PasswordRequest";
    }
  }

  private record InvitationRequest(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "role", required = true) String role,
      @JsonProperty("providerId") @Nullable String providerId,
      @JsonProperty("municipality") @Nullable String municipality,
      @JsonProperty("groupIds") @Nullable List<String> groupIds) {
    InvitationRequest {
      if (name == null || role == null) {
        throw new IllegalArgumentException("name and role are text");
      }
      if (providerId != null) {
        Ids.checked("providerId", providerId);
      }
      if (groupIds != null) {
        if (groupIds.size() > 100) {
          throw new IllegalArgumentException("groupIds are 100 at the most");
        }
        groupIds.forEach(id -> Ids.checked("groupIds", id == null ? "" : id));
      }
    }

    NewInvitation invitation() {
      return new NewInvitation(
          name,
          Role.ofStaff(role)
              .orElseThrow(
                  () ->
                      new ProblemException(
                          ProblemType.INVALID_REQUEST, "role is one of the staff's")),
          providerId,
          municipality,
          groupIds == null ? List.of() : List.copyOf(groupIds));
    }
  }

  private record InvitationAnswer(String url, String expiresAt) {
    @Override
    public String toString() {
      return "InvitationAnswer";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record InvitedPerson(
      String invitationId,
      String name,
      String role,
      @Nullable String providerId,
      @Nullable String municipality,
      String expiresAt) {}

  private record Invitations(List<InvitedPerson> invitations) {}

  private record FacilitatorRequest(
      @JsonProperty(value = "staffId", required = true) String staffId) {
    FacilitatorRequest {
      if (staffId == null) {
        throw new IllegalArgumentException("staffId is text");
      }
      Ids.checked("staffId", staffId);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Person(
      String staffId,
      String name,
      String role,
      @Nullable String providerId,
      @Nullable String municipality) {}

  private record People(List<Person> staff) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/staff-sign-ins", this::signIn, Role.ANYONE);
    routes.delete("/api/v1/staff-sign-ins", this::signOutEverywhere, ALL_STAFF);
    routes.delete("/api/v1/staff-sign-ins/me", this::signOut, ALL_STAFF);
    routes.put("/api/v1/staff/me/password", this::changePassword, ALL_STAFF);
    routes.get("/api/v1/staff", this::list, Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.delete("/api/v1/staff/{staffId}", this::end, Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.post("/api/v1/staff-invitations", this::invite, Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.get(
        "/api/v1/staff-invitations", this::openInvitations, Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.delete(
        "/api/v1/staff-invitations/{invitationId}",
        this::withdraw,
        Role.ADMINISTRATOR,
        Role.COORDINATOR);
    routes.post("/api/v1/groups/{groupId}/facilitators", this::assign, Role.COORDINATOR);
  }

  private void signIn(Context ctx) {
    SignInRequest request = Json.read(ctx, SignInRequest.class);
    StaffSignIn signIn = service.signIn(request.name(), request.password(), request.totpCode());
    ctx.status(201);
    Json.write(
        ctx,
        new SignInAnswer(
            signIn.token(),
            "Bearer",
            signIn.expiresAt().toString(),
            signIn.staff().role().wireName(),
            signIn.staff().staffId()));
  }

  private void signOut(Context ctx) {
    service.signOut(Gate.staffToken(ctx));
    ctx.status(204);
  }

  private void signOutEverywhere(Context ctx) {
    service.signOutEverywhere(Gate.staff(ctx));
    ctx.status(204);
  }

  private void changePassword(Context ctx) {
    PasswordRequest request = Json.read(ctx, PasswordRequest.class);
    service.changePassword(
        Gate.staff(ctx),
        Gate.staffToken(ctx),
        request.currentPassword(),
        request.totpCode(),
        request.newPassword());
    ctx.status(204);
  }

  private void list(Context ctx) {
    Json.write(
        ctx, new People(service.staffOf(Gate.staff(ctx)).stream().map(StaffRoutes::view).toList()));
  }

  private static Person view(Caller.Staff staff) {
    return new Person(
        staff.staffId(),
        staff.name(),
        staff.role().wireName(),
        staff.providerId(),
        staff.municipality());
  }

  private void end(Context ctx) {
    service.end(Gate.staff(ctx), ctx.pathParam("staffId"));
    ctx.status(204);
  }

  private void invite(Context ctx) {
    Invitation invitation =
        invitations.invite(Gate.staff(ctx), Json.read(ctx, InvitationRequest.class).invitation());
    ctx.status(201);
    Json.write(ctx, new InvitationAnswer(invitation.url(), invitation.expiresAt().toString()));
  }

  private void openInvitations(Context ctx) {
    List<InvitedPerson> open =
        invitations.openFor(Gate.staff(ctx)).stream()
            .map(
                each ->
                    new InvitedPerson(
                        each.invitationId(),
                        each.name(),
                        each.role().wireName(),
                        each.providerId(),
                        each.municipality(),
                        each.expiresAt().toString()))
            .toList();
    Json.write(ctx, new Invitations(open));
  }

  private void withdraw(Context ctx) {
    invitations.withdraw(Gate.staff(ctx), ctx.pathParam("invitationId"));
    ctx.status(204);
  }

  private void assign(Context ctx) {
    Caller.Staff coordinator = Gate.staff(ctx);
    String groupId = ctx.pathParam("groupId");
    service.requireGroup(coordinator, groupId);
    service.assign(coordinator, groupId, Json.read(ctx, FacilitatorRequest.class).staffId());
    ctx.status(204);
  }
}
