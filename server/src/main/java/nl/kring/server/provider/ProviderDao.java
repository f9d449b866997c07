package nl.kring.server.provider;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Providers. */
interface ProviderDao {
  @SqlUpdate("INSERT INTO provider (id, name) VALUES (:id, :name) ON CONFLICT (name) DO NOTHING")
  int insert(String id, String name);

  @SqlUpdate("INSERT INTO provider (id, external_key, name) VALUES (:id, :externalKey, :name)")
  void insertKeyed(String id, @Nullable String externalKey, String name);

  @SqlUpdate("UPDATE provider SET name = :name WHERE id = :id")
  void rename(String id, String name);

  @SqlQuery("SELECT id, external_key, name FROM provider ORDER BY name, id")
  List<ProviderRow> all();

  @SqlQuery("SELECT id, external_key, name FROM provider WHERE id = :id")
  Optional<ProviderRow> find(String id);
}
