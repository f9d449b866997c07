package nl.kring.server.municipality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import nl.kring.model.municipality.Municipality;
import org.junit.jupiter.api.Test;

class MunicipalityServiceTest {
  private final MunicipalityService service = new MunicipalityService();

  @Test
  void thereAre342MunicipalitiesIn25Regions() {
    assertEquals(342, service.all().size());
    assertEquals(25, service.regions().size());
  }

  @Test
  void everyMunicipalityLiesInARegionAndEveryRegionHasOne() {
    Set<String> regions =
        service.regions().stream()
            .map(MunicipalityService.Region::code)
            .collect(Collectors.toSet());
    Set<String> used =
        service.all().stream().map(Municipality::regionCode).collect(Collectors.toSet());
    assertEquals(regions, used);
  }

  @Test
  void aMunicipalityIsFoundByItsCode() {
    Municipality utrecht = service.find("GM0344").orElseThrow();
    assertEquals("Utrecht", utrecht.name());
    assertEquals("Utrecht", utrecht.province());
    assertTrue(utrecht.inhabitants() > 300_000);
    assertFalse(service.find("GM9999").isPresent());
  }

  @Test
  void aNameWithACommaIsOneName() {
    assertEquals("Nuenen, Gerwen en Nederwetten", service.find("GM0820").orElseThrow().name());
  }

  @Test
  void theSourceAndItsLicenceAreNamed() {
    assertTrue(service.source().contains("CC BY 4.0"));
  }
}
