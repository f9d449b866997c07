package nl.kring.server.platform.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as one SVG path, with the quiet zone of four modules that scanners ask
 * for.
 *
 * @param size modules across, quiet zone included
 * @param path its dark modules
 */
public record QrPicture(int size, String path) {
  private static final int QUIET_ZONE = 4;

  /**
   * The picture of a text.
   *
   * @throws IllegalArgumentException when it is too long for a QR code
   */
  public static QrPicture of(String text) {
    try {
      BitMatrix modules =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      QUIET_ZONE,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M));
      return new QrPicture(modules.getWidth(), path(modules));
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  /** One rectangle for each run of dark modules in a row. */
  private static String path(BitMatrix modules) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        int start = x;
        while (x < modules.getWidth() && modules.get(x, y)) {
          x++;
        }
        if (x > start) {
          path.append('M').append(start).append(' ').append(y);
          path.append('h').append(x - start).append("v1h-").append(x - start).append('z');
        }
      }
    }
    return path.toString();
  }

  /** Only the type: what it holds may be secret. */
  @Override
  public String toString() {
    return "QrPicture";
  }
}
