package nl.kring.server.platform.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
  private static final int SCALE = 4;

  @Test
  void aScannerReadsTheTextFromThePicture() throws Exception {
    String text = "https://kring.example/app#houvast-boomhut-ophouden-bloesem-frisbee";
    assertEquals(text, new QRCodeReader().decode(drawn(QrPicture.of(text))).getText());
  }

  /** Draws the path as a browser would. */
  private static BinaryBitmap drawn(QrPicture picture) {
    int width = picture.size() * SCALE;
    int[] pixels = new int[width * width];
    Arrays.fill(pixels, 0xFFFFFF);
    Matcher run = RUN.matcher(picture.path());
    while (run.find()) {
      int x = Integer.parseInt(run.group(1));
      int y = Integer.parseInt(run.group(2));
      int length = Integer.parseInt(run.group(3));
      for (int row = y * SCALE; row < (y + 1) * SCALE; row++) {
        Arrays.fill(pixels, row * width + x * SCALE, row * width + (x + length) * SCALE, 0);
      }
    }
    return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)));
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> QrPicture.of("x".repeat(5000)));
  }

  @Test
  void whatItHoldsIsNotPrinted() {
    assertEquals("QrPicture", QrPicture.of("geheim").toString());
  }
}
