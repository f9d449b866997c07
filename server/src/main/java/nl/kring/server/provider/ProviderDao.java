package nl.kring.server.provider;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Providers. */
interface ProviderDao {
  @SqlUpdate("INSERT INTO provider (id, name) VALUES (:id, :name) ON CONFLICT (name) DO NOTHING")
  int insert(String id, String name);

  @SqlQuery("SELECT id, name FROM provider WHERE id = :id")
  Optional<ProviderRow> find(String id);

  @SqlQuery("SELECT id, name FROM provider ORDER BY name, id")
  List<ProviderRow> all();
}
