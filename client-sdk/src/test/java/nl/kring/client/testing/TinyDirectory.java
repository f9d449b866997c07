package nl.kring.client.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Inclusion;
import nl.kring.model.token.MerkleTree;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenKeyLeaf;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.model.token.TokenKeySlice;

/** A key directory that is honest until a test asks for one lie. */
public final class TinyDirectory {
  /** One way of giving somebody keys by which his slips can be told apart. */
  public enum Lie {
    NONE,
    /** A member gets a key of his own for Wednesday, which is in the signed tree as well. */
    OWN_KEY,
    /** Everybody's slice has two keys for one month. */
    TWO_KEYS,
    /** Everybody's slice has a key for Wednesday that is not in the tree. */
    NOT_IN_TREE,
    /** Slices lead to a signed root, but the public one is another. */
    OTHER_ROOT,
    /** The month has another key in the trees from 2026-W49 on. */
    MONTH_CHANGES,
    /** Everybody's key for Wednesday is a product of small primes, and in the signed tree. */
    SMALL_PRIMES,
    /** Roots are signed by another key. */
    OTHER_SIGNER
  }

  private static final int WEDNESDAY = 2;

  /** 3 to the power 1292 has 2048 bits. */
  private static final TokenKey SMOOTH =
      TokenKey.of(BigInteger.valueOf(3).pow(1292), BigInteger.valueOf(65_537));

  private final KeyPair signer = ecKeys();
  private final KeyPair otherSigner = ecKeys();
  private final Map<String, TokenKeyRoot> signed = new ConcurrentHashMap<>();
  public volatile Lie lie = Lie.NONE;

  private record Leaf(byte[] hash) {
    static Leaf ofDay(String groupId, LocalDate day, TokenKey key) {
      return new Leaf(TokenKeyLeaf.hash(Purpose.CHECK_IN, groupId, day.toString(), key.spki()));
    }

    static Leaf ofMonth(YearMonth month, TokenKey key) {
      return new Leaf(TokenKeyLeaf.hash(Purpose.PARTICIPATION, "", month.toString(), key.spki()));
    }
  }

  private static KeyPair ecKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TokenKey dayKey(IsoWeek week, LocalDate day) {
    boolean isSmooth = lie == Lie.SMALL_PRIMES && day.equals(week.days().get(WEDNESDAY));
    return isSmooth ? SMOOTH : TinyServer.tokenKey(day);
  }

  private TokenKey monthKey(IsoWeek week) {
    boolean isAnother = lie == Lie.MONTH_CHANGES && week.compareTo(IsoWeek.parse("2026-W49")) >= 0;
    return TinyServer.numbered(isAnother ? 23 : 22);
  }

  /** The leaves of a week: seven days, its months, and one key more. */
  private List<byte[]> leaves(String groupId, IsoWeek week) {
    List<byte[]> leaves = new ArrayList<>();
    for (LocalDate day : week.days()) {
      leaves.add(Leaf.ofDay(groupId, day, dayKey(week, day)).hash());
    }
    for (YearMonth month : SpendWindow.monthsOf(week)) {
      leaves.add(Leaf.ofMonth(month, monthKey(week)).hash());
    }
    leaves.add(Leaf.ofDay(groupId, week.days().get(WEDNESDAY), TinyServer.numbered(24)).hash());
    return leaves;
  }

  /** The root that anybody gets. */
  public TokenKeyRoot root(String groupId, IsoWeek week) {
    List<byte[]> leaves = leaves(groupId, week);
    if (lie == Lie.OTHER_ROOT) {
      leaves.add(leaves.get(0));
    }
    return sign(week, MerkleTree.ofLeafHashes(leaves));
  }

  /** Signed once: ECDSA would give another signature each time. */
  private TokenKeyRoot sign(IsoWeek week, MerkleTree tree) {
    String what = lie + " " + week + " " + Base64.getEncoder().encodeToString(tree.rootHash());
    return signed.computeIfAbsent(what, each -> signNow(week, tree));
  }

  private TokenKeyRoot signNow(IsoWeek week, MerkleTree tree) {
    KeyPair by = lie == Lie.OTHER_SIGNER ? otherSigner : signer;
    try {
      return TokenKeyRoot.sign(
          "127.0.0.1",
          week,
          tree,
          DevicePublicKey.of((ECPublicKey) by.getPublic()),
          bytes -> {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(by.getPrivate());
            signature.update(bytes);
            return signature.sign();
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of this week and the next. */
  public TokenKeySlice slice(
      String groupId, IsoWeek current, int restoreNumber, boolean slipsWanted, boolean asMember) {
    List<TokenKeySlice.Week> weeks = new ArrayList<>();
    List<TokenKeySlice.Month> months = new ArrayList<>();
    for (IsoWeek week : List.of(current, current.plusWeeks(1))) {
      weeks.add(week(groupId, week, asMember));
      for (YearMonth month : SpendWindow.monthsOf(week)) {
        if (months.stream().noneMatch(each -> each.month().equals(month))) {
          months.add(new TokenKeySlice.Month(month, monthKey(current)));
        }
      }
    }
    if (lie == Lie.TWO_KEYS) {
      months.add(new TokenKeySlice.Month(months.get(0).month(), TinyServer.numbered(23)));
    }
    return new TokenKeySlice(groupId, restoreNumber, weeks, months, asMember ? slipsWanted : null);
  }

  private TokenKeySlice.Week week(String groupId, IsoWeek week, boolean asMember) {
    MerkleTree tree = MerkleTree.ofLeafHashes(leaves(groupId, week));
    List<TokenKeySlice.Day> days = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      LocalDate day = week.days().get(i);
      boolean isLie =
          i == WEDNESDAY && (lie == Lie.NOT_IN_TREE || (lie == Lie.OWN_KEY && asMember));
      int lied = lie == Lie.OWN_KEY ? 24 : 23;
      days.add(
          new TokenKeySlice.Day(
              day,
              isLie ? TinyServer.numbered(lied) : dayKey(week, day),
              Inclusion.of(tree, isLie && lie == Lie.OWN_KEY ? tree.size() - 1 : i)));
    }
    List<TokenKeySlice.MonthInclusion> months = new ArrayList<>();
    for (YearMonth month : SpendWindow.monthsOf(week)) {
      months.add(new TokenKeySlice.MonthInclusion(month, Inclusion.of(tree, 7 + months.size())));
    }
    return new TokenKeySlice.Week(week, days, months, sign(week, tree));
  }
}
