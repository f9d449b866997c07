package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;

/** What groups work with. Thread-safe. */
public final class ProgrammeService {
  private final Database people;

  /** Over {@code people}; loads the programmes that come with Kring where they are missing. */
  ProgrammeService(Database people) {
    this.people = people;
    people.writer().useTransaction(handle -> ProgrammeFile.read().forEach(p -> add(handle, p)));
  }

  /** The programme of this key. */
  public Optional<Programme> find(String key) {
    return people
        .reader()
        .withExtension(
            ProgrammeDao.class, dao -> dao.find(key).map(row -> row.with(dao.steps(key))));
  }

  /** All of them, as this transaction sees them. */
  public List<Programme> all(Handle handle) {
    ProgrammeDao dao = handle.attach(ProgrammeDao.class);
    return dao.all().stream().map(row -> row.with(dao.steps(row.id()))).toList();
  }

  /** Adds a programme where its key is not taken. */
  public void add(Handle handle, Programme programme) {
    ProgrammeDao dao = handle.attach(ProgrammeDao.class);
    int added =
        dao.insert(
            programme.key(),
            programme.name(),
            programme.kind().name(),
            programme.entry().name(),
            programme.size(),
            programme.groupMeetings(),
            programme.individualTalks(),
            programme.months(),
            programme.evidence().name(),
            programme.source());
    if (added == 1) {
      insertSteps(dao, programme);
    }
  }

  /** Makes the programme of this key what is given, with these steps and no others. */
  public void change(Handle handle, Programme programme) {
    ProgrammeDao dao = handle.attach(ProgrammeDao.class);
    dao.update(
        programme.key(),
        programme.name(),
        programme.kind().name(),
        programme.entry().name(),
        programme.size(),
        programme.groupMeetings(),
        programme.individualTalks(),
        programme.months(),
        programme.evidence().name(),
        programme.source());
    dao.deleteSteps(programme.key());
    insertSteps(dao, programme);
  }

  private static void insertSteps(ProgrammeDao dao, Programme programme) {
    int number = 0;
    for (Programme.Step step : programme.steps()) {
      dao.insertStep(programme.key(), ++number, step.name(), step.text());
    }
  }
}
