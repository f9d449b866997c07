package nl.kring.server.uptake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A release as one table (RFC 4180, UTF-8): {@code month,what,of,code,type,groups,people}, one line
 * per number. The same bytes for ever, as the release itself.
 */
final class ReleaseCsv {
  private ReleaseCsv() {}

  static byte[] write(byte[] content, char separator) {
    Release release = UptakeService.read(content);
    String month = release.month().toString();
    Stream<List<String>> lines =
        Stream.of(
                Stream.of(List.of("month", "what", "of", "code", "type", "groups", "people")),
                release.cells().stream()
                    .map(
                        each ->
                            List.of(
                                month,
                                "cell",
                                "unit",
                                each.unit(),
                                each.type(),
                                "" + each.groups(),
                                "" + each.people())),
                release.totals().stream()
                    .map(
                        each ->
                            List.of(
                                month,
                                "total",
                                each.of(),
                                each.code(),
                                "",
                                "",
                                "" + each.people())),
                year(release),
                release.cohorts().stream()
                    .map(
                        each ->
                            List.of(
                                month,
                                "cohort",
                                each.quarter(),
                                each.milestone(),
                                each.channel() == null ? "" : each.channel(),
                                "",
                                "" + each.people())))
            .flatMap(each -> each);
    return lines
        .map(each -> String.join(String.valueOf(separator), each) + "\r\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<List<String>> year(Release release) {
    Release.Year year = release.year();
    return year == null
        ? Stream.empty()
        : year.municipalities().stream()
            .map(
                each ->
                    List.of(
                        release.month().toString(),
                        "year",
                        "" + year.year(),
                        each.municipality(),
                        "",
                        "",
                        "" + each.perMonth()));
  }
}
