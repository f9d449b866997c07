package nl.kring.server.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/1.1 by hand: sends what no client library would let out. */
final class RawHttp {
  private RawHttp() {}

  /** A request as bytes; {@code headers} are lines as they are. */
  static byte[] request(String method, String target, List<String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: kring\r\n");
    headers.forEach(each -> head.append(each).append("\r\n"));
    head.append("Connection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  /** Sends bytes and reads what comes back until the server closes; empty when nothing does. */
  static Optional<Contract.Answer> send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      Thread writing = new Thread(() -> write(socket, bytes), "raw writer");
      writing.start();
      byte[] answer = read(socket.getInputStream());
      return answer.length == 0 ? Optional.empty() : Optional.of(parse(answer));
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      // The server has answered and closed before it had read everything.
    }
  }

  /** All that comes before the end, or before a connection that is cut after an answer. */
  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
        if (isWhole(all.toString(StandardCharsets.ISO_8859_1))) {
          break;
        }
      }
    } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
      // What was received before counts.
    }
    return all.toByteArray();
  }

  private static final Pattern LENGTH =
      Pattern.compile(
          "(?s)^HTTP.*?\r\ncontent-length: ([0-9]+)\r\n.*?\r\n\r\n", Pattern.CASE_INSENSITIVE);

  private static boolean isWhole(String text) {
    Matcher head = LENGTH.matcher(text);
    return head.find() && text.length() >= head.end() + Integer.parseInt(head.group(1));
  }

  private static Contract.Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      throw new AssertionError("not an answer in HTTP: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("HTTP/1.1 ")) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(line.substring(colon + 1).trim());
      }
    }
    int status = Integer.parseInt(lines[0].substring(9, 12));
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Contract.Answer(status, HttpHeaders.of(headers, (name, value) -> true), body);
  }
}
