package nl.kring.server.checkin;

import java.util.List;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.server.membership.MembershipService;

/**
 * What the page of a group shows.
 *
 * @param meetings the coming ones, soonest first
 * @param members how many there are
 * @param isFacilitator whether the reader may see the pulse and let people join
 * @param pictures of the closed weeks; without bars when there are none
 */
public record GroupView(
    SupportGroup group,
    List<Meeting> meetings,
    int members,
    boolean isFacilitator,
    List<PulsePicture> pictures) {

  /** Whether all these meetings are at one place, so that it need be said only once. */
  public boolean isOnePlace() {
    return meetings.stream().map(Meeting::address).distinct().count() == 1;
  }

  /** Whether phones send nothing, because the group is too small. */
  public boolean isTooFew() {
    return members < MembershipService.FEWEST_FOR_SLIPS;
  }

  /** Whether there is a week to show, or to say of that it is not shown. */
  public boolean isAnyClosed() {
    return pictures.stream().anyMatch(picture -> !picture.bars().isEmpty());
  }
}
