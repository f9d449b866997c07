package nl.kring.server.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import org.jdbi.v3.core.Handle;

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
    String trimmed;
    try {
      trimmed = checkedName(name.trim());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, e.getMessage());
    }
    String id = Ids.random();
    if (people.writer().withExtension(ProviderDao.class, dao -> dao.insert(id, trimmed)) == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "there is a provider of this name");
    }
    return id;
  }

  /**
   * This name, when a provider may have it.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static String checkedName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("name has 1 to " + MAX_NAME_LENGTH + " characters");
    }
    return name;
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

  /** The names of all providers, by their ids. */
  public Map<String, String> names() {
    return people.reader().withExtension(ProviderDao.class, ProviderDao::all).stream()
        .collect(Collectors.toMap(ProviderRow::id, ProviderRow::name));
  }

  /** All names, as this transaction sees them, by the keys by which files know them. */
  public List<Keyed<String>> all(Handle handle) {
    return handle.attach(ProviderDao.class).all().stream()
        .map(row -> new Keyed<>(row.id(), row.key(), row.name()))
        .toList();
  }

  /** Adds a provider whose name nobody has. */
  public void add(Handle handle, Keyed<String> provider) {
    handle
        .attach(ProviderDao.class)
        .insertKeyed(
            provider.id(),
            provider.key().equals(provider.id()) ? null : provider.key(),
            provider.content());
  }

  /** Gives these providers their names, even when they take each other's. */
  public void rename(Handle handle, List<Keyed<String>> providers) {
    ProviderDao dao = handle.attach(ProviderDao.class);
    // Out of each other's way first: a name is unique.
    providers.forEach(provider -> dao.rename(provider.id(), provider.id()));
    providers.forEach(provider -> dao.rename(provider.id(), provider.content()));
  }
}
