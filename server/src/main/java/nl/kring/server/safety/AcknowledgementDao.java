package nl.kring.server.safety;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Who of the staff acknowledged which text, and last on which day. */
interface AcknowledgementDao {
  String SELECT = "SELECT staff_id, text_name, day FROM staff_acknowledgement";

  /** 0 when it was acknowledged on that very day already. */
  @SqlUpdate(
      """
      INSERT INTO staff_acknowledgement (staff_id, text_name, day)
      VALUES (:staffId, :textName, :day)
      ON CONFLICT (staff_id, text_name) DO UPDATE SET day = :day
        WHERE staff_acknowledgement.day <> :day""")
  int set(String staffId, String textName, String day);

  @SqlQuery(SELECT + " WHERE staff_id = :staffId")
  List<AcknowledgementRow> of(String staffId);

  @SqlQuery(SELECT)
  List<AcknowledgementRow> all();
}
