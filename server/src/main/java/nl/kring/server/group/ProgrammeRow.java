package nl.kring.server.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code programme}. */
record ProgrammeRow(
    String id,
    String name,
    String kind,
    String entry,
    @Nullable Integer size,
    @Nullable Integer groupMeetings,
    @Nullable Integer individualTalks,
    @Nullable Integer months,
    String evidence,
    String source) {

  /** With these steps, in their order. */
  Programme with(List<ProgrammeStepRow> steps) {
    return new Programme(
        id,
        name,
        Programme.Kind.valueOf(kind),
        Programme.Entry.valueOf(entry),
        size,
        groupMeetings,
        individualTalks,
        months,
        Programme.Evidence.valueOf(evidence),
        source,
        steps.stream().map(step -> new Programme.Step(step.name(), step.text())).toList());
  }
}
