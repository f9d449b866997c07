package nl.kring.server.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabasesTest {
  @ParameterizedTest
  @EnumSource
  void eachDatabaseIsFresh(TestDatabases databases) {
    for (int i = 0; i < 2; i++) {
      try (Database people = databases.open("people")) {
        int added =
            people
                .writer()
                .withHandle(h -> h.execute("INSERT INTO provider (id, name) VALUES ('p', 'P')"));
        assertEquals(1, added);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneDatabaseCanBeOpenedTwice(TestDatabases databases) {
    String url = databases.url("people");
    try (Database one = Database.open("people", url);
        Database other = Database.open("people", url)) {
      one.writer().useHandle(h -> h.execute("INSERT INTO provider (id, name) VALUES ('p', 'P')"));
      assertEquals(
          "P",
          other
              .reader()
              .withHandle(
                  h -> h.createQuery("SELECT name FROM provider").mapTo(String.class).one()));
    }
  }
}
