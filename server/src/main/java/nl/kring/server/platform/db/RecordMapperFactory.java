package nl.kring.server.platform.db;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table's row into a record, by the columns' names: {@code groupId} from {@code group_id}.
 *
 * <p>The library's own mapper asks for public records; ours are private to their feature.
 */
final class RecordMapperFactory implements RowMapperFactory {
  @Override
  public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
    Class<?> record = GenericTypes.getErasedType(type);
    if (!record.isRecord() || !record.getName().startsWith("nl.kring.")) {
      return Optional.empty();
    }
    RecordComponent[] components = record.getRecordComponents();
    ColumnMapper<?>[] readers = new ColumnMapper<?>[components.length];
    String[] columns = new String[components.length];
    for (int i = 0; i < components.length; i++) {
      String component = components[i].getName();
      columns[i] = columnOf(component);
      readers[i] =
          config
              .get(ColumnMappers.class)
              .findFor(components[i].getGenericType())
              .orElseThrow(
                  () -> new IllegalStateException("cannot read " + record + "." + component));
    }
    Constructor<?> constructor = constructor(record, components);
    return Optional.of(
        (results, context) -> {
          @Nullable Object[] values = new Object[columns.length];
          for (int i = 0; i < columns.length; i++) {
            values[i] = readers[i].map(results, columns[i], context);
          }
          try {
            return constructor.newInstance(values);
          } catch (ReflectiveOperationException e) {
            throw new SQLException("a row does not fit " + record.getSimpleName(), e);
          }
        });
  }

  private static String columnOf(String component) {
    return component
        .replaceAll("([A-Z])", "_$1")
        .replaceAll("(?<=[a-z])(\\d)", "_$1")
        .toLowerCase(Locale.ROOT);
  }

  private static Constructor<?> constructor(Class<?> record, RecordComponent[] components) {
    try {
      Constructor<?> constructor =
          record.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a constructor of its components", e);
    }
  }
}
