package nl.kring.server.platform.audit;

import java.util.Locale;

/** What somebody of the staff did. */
public enum Act {
  /** Signed in. */
  SIGNED_IN,
  /** Failed to sign in; by day and number only, and nobody's act: the name may be no account's. */
  SIGN_IN_FAILED,
  /** Ended all of their own sign-ins. */
  SIGNED_OUT_EVERYWHERE,
  /** Changed their own password. */
  PASSWORD_CHANGED,
  /** Invited somebody. */
  INVITED,
  /** Accepted an invitation; the subject is who invited. */
  INVITATION_ACCEPTED,
  /** Made an invitation worthless; the subject is who invited. */
  INVITATION_WITHDRAWN,
  /** Ended the access of the subject. */
  ACCESS_ENDED,
  /** Let the subject lead a group. */
  FACILITATOR_ASSIGNED,
  /** Took the subject off a group. */
  FACILITATOR_TAKEN_OFF,
  /** Said whom and which region a group falls back on. */
  BACKING_CHANGED,
  /** Opened a group. */
  GROUP_OPENED,
  /** Let the subject lead a group for a day. */
  SUBSTITUTE_NAMED,
  /** Took such a day of the subject back. */
  SUBSTITUTE_WITHDRAWN,
  /** Read and acknowledged the red-flag protocol. */
  PROTOCOL_ACKNOWLEDGED,
  /** Read and acknowledged when self-help alone does not fit. */
  HAND_OVER_ACKNOWLEDGED,
  /** Made join codes for a group; by day and number only. */
  JOIN_CODES_MADE,
  /** Let nobody new into a group for now. */
  CLOSED_TO_NEWCOMERS,
  /** Let newcomers into a group again. */
  OPENED_TO_NEWCOMERS,
  /** Ended all memberships of a group. */
  GROUP_RENEWED,
  /** Made a secret address for their own calendar; one that was there ended. */
  CALENDAR_ADDRESS_MADE,
  /** Ended the secret address of their own calendar. */
  CALENDAR_ADDRESS_ENDED,
  /** Recorded that the subject followed a course. */
  COURSE_RECORDED,
  /** Corrected the day of such a record of the subject. */
  COURSE_RECORD_CORRECTED,
  /** Removed such a record of the subject. */
  COURSE_RECORD_REMOVED,
  /** Added or ended a course, or changed which role requires it. */
  COURSES_CHANGED,
  /** Changed what is agreed with an organisation, or which course it follows. */
  AGREEMENTS_CHANGED;

  /** As all names on the wire: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
