package nl.kring.server.provider;

import java.util.List;
import java.util.Optional;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;

/** Organisations that run groups. Thread-safe. */
public final class ProviderService {
  private static final int MAX_NAME_LENGTH = 100;

  private final Database people;

  /** A provider as others see it. */
  public record Provider(String id, String name) {}

  /** Over {@code people}. */
  public ProviderService(Database people) {
    this.people = people;
  }

  /**
   * Adds a provider.
   *
   * @return its id
   * @throws ProblemException 400 when the name is empty or longer than 100 characters, 409 when
   *     there is one of that name
   */
  public String create(String name) {
    String trimmed = name.trim();
    if (trimmed.isEmpty() || trimmed.length() > MAX_NAME_LENGTH) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "name has 1 to " + MAX_NAME_LENGTH + " characters");
    }
    String id = Ids.random();
    if (people.writer().withExtension(ProviderDao.class, dao -> dao.insert(id, trimmed)) == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "there is a provider of this name");
    }
    return id;
  }

  /** All providers, by name. */
  public List<Provider> all() {
    return people.reader().withExtension(ProviderDao.class, ProviderDao::all).stream()
        .map(row -> new Provider(row.id(), row.name()))
        .toList();
  }

  /** The provider of this id. */
  public Optional<Provider> find(String id) {
    return people
        .reader()
        .withExtension(ProviderDao.class, dao -> dao.find(id))
        .map(row -> new Provider(row.id(), row.name()));
  }
}
