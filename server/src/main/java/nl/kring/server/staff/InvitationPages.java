package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.QrPicture;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** What somebody sees who was invited: choose a password, scan a QR code, type a code. */
public final class InvitationPages {
  private final InvitationService service;
  private final Pages pages;

  /** Over this service. */
  public InvitationPages(InvitationService service, Pages pages) {
    this.service = service;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/invitations/{secret}", this::open, Role.ANYONE);
    routes.post("/staff/invitations/{secret}", this::accept, Role.ANYONE);
  }

  private void open(Context ctx) {
    try {
      show(ctx, service.open(ctx.pathParam("secret")), "");
    } catch (ProblemException e) {
      showGone(ctx, e);
    }
  }

  private void accept(Context ctx) {
    Gate.refuseForeignOrigin(ctx);
    String secret = ctx.pathParam("secret");
    String sealed = Forms.field(ctx, "sealed");
    String password = Forms.field(ctx, "password");
    try {
      if (!password.equals(Forms.optional(ctx, "passwordAgain"))) {
        ctx.status(400);
        show(ctx, service.reopen(secret, sealed), "staff.password.differs");
        return;
      }
      StaffSignIn signIn = service.accept(secret, sealed, password, Forms.field(ctx, "totpCode"));
      Gate.setStaffCookie(ctx, signIn.token());
      ctx.status(303).header("Location", "/staff");
    } catch (ProblemException e) {
      String fault =
          switch (e.type()) {
            case SIGN_IN_FAILED -> "staff.invitation.code-wrong";
            case INVALID_REQUEST -> "staff.password.weak";
            case CONFLICT -> "staff.invitation.name-taken";
            default -> "";
          };
      if (fault.isEmpty()) {
        showGone(ctx, e);
        return;
      }
      ctx.status(e.type().status());
      show(ctx, service.reopen(secret, sealed), fault);
    }
  }

  private void show(Context ctx, Enrolment enrolment, String fault) {
    pages.render(
        ctx,
        "staff/invitation",
        Map.of(
            "enrolment",
            new Shown(
                enrolment.name(), enrolment.uri(), spaced(enrolment.secret()), enrolment.sealed()),
            "qr",
            QrPicture.of(enrolment.uri()),
            "fault",
            fault));
  }

  /** What the page shows besides the picture. */
  public record Shown(String name, String uri, String secret, String sealed) {
    @Override
    public String toString() {
      return "Shown";
    }
  }

  /** In groups of four, so that it can be typed over. */
  private static String spaced(String base32) {
    return base32.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** A link that is unknown, used or over; any other problem is shown as such. */
  private void showGone(Context ctx, ProblemException e) {
    if (e.type() != ProblemType.NOT_FOUND) {
      throw e;
    }
    Words words = pages.words(ctx);
    ctx.status(404);
    pages.render(
        ctx,
        "layout/problem",
        Map.of(
            "title", words.text("staff.invitation.gone.title"),
            "text", words.text("staff.invitation.gone.text"),
            "incident", ""));
  }
}
