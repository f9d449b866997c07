package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String told(int all, boolean isTerminal) {
    bytes.reset();
    PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressLine line = new ProgressLine(terminal, "groups", isTerminal)) {
      for (int i = 1; i <= all; i++) {
        line.show(i, all);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalGetsOneLineThatIsWrittenOverAndGoneAtTheEnd() {
    String told = told(2000, true);
    assertTrue(told.startsWith("\r1 of 2000 groups (0 %)"), told);
    String last = "\r2000 of 2000 groups (100 %)";
    assertTrue(told.contains(last), told);
    assertTrue(told.endsWith("\r" + " ".repeat(last.length() - 1) + "\r"), told);
    assertTrue(told.indexOf('\n') < 0, "one line");
    assertTrue(told.length() < 20_000, "not for each group: " + told.length());
  }

  @Test
  void aFileOrAPipeGetsNothing() {
    assertEquals("", told(2000, false));
  }
}
