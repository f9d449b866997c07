package nl.kring.client.internal.tokens;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.kring.client.KeyRefusal;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.internal.directory.KeyCheck;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.RefusedException;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.DirectoryState;
import nl.kring.client.internal.store.DrawState;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.PublicView;
import nl.kring.client.internal.store.WeekState;
import nl.kring.model.membership.Membership;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.model.token.TokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * Draws a week's seven tokens: this week's when it has none yet, the next week's at a random moment
 * of this one, whether they will be used or not.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on disk and network.
 */
final class Draws {
  private final Phone phone;
  private final Backoff backoff;
  private final Clock clock;
  private final SecureRandom random;
  private final TokenChallenge challenge;

  Draws(Phone phone, Backoff backoff, Clock clock, SecureRandom random, String host) {
    this.phone = phone;
    this.backoff = backoff;
    this.clock = clock;
    this.random = random;
    this.challenge = TokenChallenge.ofHost(host);
  }

  /** Asks for a draw in the name of the membership. */
  @FunctionalInterface
  interface Asked {
    Answer draw(TokenDraw draw) throws IOException, RefusedException;
  }

  /** Draws what is due. */
  void drawDue(Membership membership, Asked asked, SyncLog log)
      throws IOException, RefusedException {
    for (IsoWeek week : dueWeeks(membership)) {
      if (backoff.isDue(key(week))) {
        WeekState drafted = drafted(membership, week, log);
        if (drafted != null) {
          send(drafted, asked, log);
        }
      }
    }
  }

  private static String key(IsoWeek week) {
    return "draw " + week;
  }

  private List<IsoWeek> dueWeeks(Membership membership) throws IOException {
    Instant now = clock.instant();
    IsoWeek current = IsoWeek.at(now);
    IsoWeek next = current.plusWeeks(1);
    List<IsoWeek> due = new ArrayList<>();
    for (WeekState week : phone.openWeeks()) {
      // A draw that was begun is ended, whenever that is.
      if (isBegun(week, membership) && now.isBefore(week.week().closesAt())) {
        due.add(week.week());
      }
    }
    if (!due.contains(current)) {
      due.add(current);
    }
    if (!due.contains(next) && !now.isBefore(phone.drawMoment(membership, current))) {
      due.add(next);
    }
    return due;
  }

  private static boolean isBegun(WeekState week, Membership membership) {
    return week.draw() == DrawState.DRAFTED
        && membership.membershipId().equals(week.membershipId());
  }

  /** The week with its drafts, made durable before they are sent; null when none are needed. */
  private @Nullable WeekState drafted(Membership membership, IsoWeek week, SyncLog log)
      throws IOException {
    WeekState kept = phone.week(week);
    if (kept != null && isBegun(kept, membership)) {
      return kept;
    }
    if (kept != null && isDone(kept, membership)) {
      return null;
    }
    TokenKeySlice slice = phone.group().slice();
    TokenKeySlice.Week keys = slice == null ? null : slice.week(week);
    if (slice == null || keys == null || !membership.group().id().equals(phone.group().groupId())) {
      return null;
    }
    if (!areEverybodys(slice, keys, log)) {
      return null;
    }
    List<TokenDraft> drafts = new ArrayList<>(7);
    try {
      for (TokenKeySlice.Day day : keys.days()) {
        drafts.add(TokenDraft.begin(day.tokenKey(), challenge, random));
      }
    } catch (IllegalArgumentException e) {
      log.refusedKeys(KeyRefusal.NOT_BLINDABLE, week);
      return null;
    }
    return phone.beginDraw(membership, week, drafts);
  }

  /** Whether these keys may be drawn for, as far as the phone looked as nobody. */
  private boolean areEverybodys(TokenKeySlice slice, TokenKeySlice.Week keys, SyncLog log) {
    DirectoryState directory = phone.directory();
    PublicView everybodys = directory.view(slice.groupId(), keys.week());
    if (everybodys == null) {
      log.draw(Kind.WAITING, null, keys.week());
      return false;
    }
    KeyRefusal refusal = KeyCheck.refusal(slice, keys, everybodys, directory);
    if (refusal != null) {
      log.refusedKeys(refusal, keys.week());
    }
    return refusal == null;
  }

  private static boolean isDone(WeekState week, Membership membership) {
    if (week.closed()) {
      return true;
    }
    if (week.draw() == DrawState.FINISHED && membership.group().id().equals(week.groupId())) {
      // Also when drawn under an earlier membership: one token a day is what a person gets.
      return true;
    }
    return week.draw() != DrawState.NONE && membership.membershipId().equals(week.membershipId());
  }

  private void send(WeekState drafted, Asked asked, SyncLog log)
      throws IOException, RefusedException {
    IsoWeek week = drafted.week();
    List<TokenRequest> requests = new ArrayList<>(7);
    for (TokenDraft draft : drafted.drafts()) {
      requests.add(draft.request());
    }
    Answer answer;
    List<byte[]> signatures;
    try {
      answer = asked.draw(TokenDraw.ofWeek(week, requests));
      signatures = answer.isSuccess() ? signatures(answer) : new ArrayList<>();
    } catch (IOException e) {
      backoff.failed(key(week), null);
      log.draw(Kind.WAITING, null, week);
      return;
    }
    if (answer.isSuccess()) {
      finish(drafted, signatures, log);
    } else if (answer.isPassing() || answer.status() == 401 || isNotReady(answer)) {
      backoff.failed(key(week), answer.retryAfter(clock.instant()));
      log.draw(Kind.WAITING, answer.problemType(), week);
    } else if (answer.problemType() == ProblemType.DRAWN_ELSEWHERE) {
      lose(drafted, DrawState.ELSEWHERE, Kind.DRAWN_ELSEWHERE, answer.problemType(), log);
    } else {
      lose(drafted, DrawState.SET_ASIDE, Kind.DRAW_SET_ASIDE, answer.problemType(), log);
    }
  }

  private static boolean isNotReady(Answer answer) {
    return answer.problemType() == ProblemType.KEYS_NOT_READY;
  }

  /** The signatures; none when the texts are not base64url, so that the draw does not verify. */
  private static List<byte[]> signatures(Answer answer) throws IOException {
    TokenDrawAnswer read = answer.read(TokenDrawAnswer.class);
    try {
      return read.blindSignatures();
    } catch (IllegalArgumentException e) {
      return new ArrayList<>();
    }
  }

  private void finish(WeekState drafted, List<byte[]> signatures, SyncLog log) throws IOException {
    List<TokenDraft> drafts = drafted.drafts();
    List<Token> tokens = new ArrayList<>(drafts.size());
    try {
      if (signatures.size() != drafts.size()) {
        throw new SignatureException("as many signatures as requests are expected");
      }
      for (int i = 0; i < drafts.size(); i++) {
        tokens.add(drafts.get(i).finish(signatures.get(i)));
      }
    } catch (SignatureException | RuntimeException e) {
      lose(drafted, DrawState.SET_ASIDE, Kind.DRAW_SET_ASIDE, null, log);
      return;
    }
    phone.endDraw(drafted, week -> week.finished(tokens));
    backoff.clear(key(drafted.week()));
    log.countDrawn(tokens.size());
  }

  private void lose(
      WeekState drafted, DrawState how, Kind kind, @Nullable ProblemType problem, SyncLog log)
      throws IOException {
    phone.endDraw(drafted, week -> week.drawLost(how));
    backoff.clear(key(drafted.week()));
    log.draw(kind, problem, drafted.week());
  }
}
