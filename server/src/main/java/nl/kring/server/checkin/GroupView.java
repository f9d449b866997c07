package nl.kring.server.checkin;

import java.util.List;
import java.util.stream.Collectors;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.server.checkin.PulsePicture.Bar;
import nl.kring.server.membership.MembershipService;

/**
 * What the page of a group shows.
 *
 * @param meetings the coming ones, soonest first
 * @param members how many there are
 * @param isOpen whether the group has opened
 * @param isLacking whether something about who leads it is missing
 * @param isClosedToNewcomers whether those who lead it let nobody new in for now
 * @param leadsLastingly whether the reader decides that
 * @param isFacilitator whether the reader may let people join
 * @param mayReadPulse whether the reader may see the pulse and renew the group
 * @param pictures of the closed weeks; without bars when there are none
 */
public record GroupView(
    SupportGroup group,
    List<Meeting> meetings,
    int members,
    boolean isOpen,
    boolean isLacking,
    boolean isClosedToNewcomers,
    boolean leadsLastingly,
    boolean isFacilitator,
    boolean mayReadPulse,
    List<PulsePicture> pictures) {

  /** Whether phones send nothing, because the group is too small. */
  public boolean isTooFew() {
    return members < MembershipService.FEWEST_FOR_SLIPS;
  }

  /** Whether a closed week was published. */
  public boolean isAnyShown() {
    return pictures.stream().anyMatch(picture -> picture.bars().stream().anyMatch(Bar::isShown));
  }

  /** The numbers of the closed weeks, as in "43, 44"; empty when there are none. */
  public String closedWeeks() {
    return pictures.stream()
        .limit(1)
        .flatMap(picture -> picture.bars().stream())
        .map(bar -> Integer.toString(bar.week()))
        .collect(Collectors.joining(", "));
  }
}
