package nl.kring.server.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.staff.Invitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kring init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the first administrator: prints a link that works once, within three days, on a",
      "server that runs with the same settings. Refuses when there is an administrator."
    })
final class InitCommand implements Callable<Integer> {
  @Option(
      names = "--name",
      description = "What the administrator will type to sign in (default: ${DEFAULT-VALUE}).")
  private String name = "beheerder";

  @Override
  public Integer call() throws Exception {
    try (App app = new App(AppConfig.of(System.getenv()))) {
      Optional<Invitation> invitation = app.invitations().inviteFirstAdministrator(name);
      if (invitation.isEmpty()) {
        System.err.println("kring: there is an administrator already, who can invite others");
        return 2;
      }
      System.out.println("Open this link before " + invitation.get().expiresAt() + ":");
      System.out.println(invitation.get().url());
      System.out.println("It works once; running init again makes it worthless.");
      return 0;
    } catch (ProblemException e) {
      System.err.println("kring: --name: " + e.getMessage());
      return 2;
    }
  }
}
