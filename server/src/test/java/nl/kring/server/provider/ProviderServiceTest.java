package nl.kring.server.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ProviderServiceTest {
  @AutoClose private final Database people;
  private final ProviderService service;

  ProviderServiceTest(TestDatabases databases) {
    people = databases.open("people");
    service = new ProviderService(people);
  }

  @Test
  void aProviderIsFoundByItsId() {
    String id = service.create(" Stichting Kring ");
    assertEquals(
        new ProviderService.Provider(id, "Stichting Kring"), service.find(id).orElseThrow());
    assertFalse(service.find("elsewhere").isPresent());
  }

  @Test
  void aNameIsTakenOnce() {
    service.create("Stichting Kring");
    assertEquals(
        ProblemType.CONFLICT,
        assertThrows(ProblemException.class, () -> service.create("Stichting Kring")).type());
  }

  @Test
  void aProviderHasAName() {
    assertThrows(ProblemException.class, () -> service.create("  "));
    assertThrows(ProblemException.class, () -> service.create("x".repeat(101)));
  }
}
