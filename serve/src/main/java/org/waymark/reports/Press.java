package org.waymark.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Prints a template as PDF/UA-1 (ISO 14289-1): tagged, titled, in one language, with its
/// fonts inside. `PdfUa` in the tests holds every document to veraPDF's rules.
///
/// Templates are XHTML. They load nothing: no picture, style or address from elsewhere.
public final class Press {
  private static final String STYLE =
      new String(resource("print.css"), StandardCharsets.UTF_8).strip();
  /// Metrics as Arial's; Latin, Greek and Cyrillic.
  private static final byte[] REGULAR = resource("fonts/LiberationSans-Regular.ttf");
  private static final byte[] BOLD = resource("fonts/LiberationSans-Bold.ttf");
  /// For shapes and for names in letters that the first family lacks.
  private static final byte[] MORE_REGULAR = resource("fonts/DejaVuSans.ttf");
  private static final byte[] MORE_BOLD = resource("fonts/DejaVuSans-Bold.ttf");

  static {
    // it tells of every style that it reads, and could quote what a document says
    XRLog.setLoggingEnabled(false);
  }

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  public Press() {
    templates.setTrimControlStructures(true);
  }

  /// A principal's week, as what hangs on a letter.
  public byte[] digest(Digest digest) {
    return print("digest.jte", digest);
  }

  /// How many pages a document has.
  public static int pages(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param template file below `src/main/jte/reports`
  /// @param page what the template shows
  public byte[] print(String template, Object page) {
    StringOutput written = new StringOutput(16 * 1024);
    templates.render("reports/" + template, Map.of("page", page), written);
    return pdf(legible(written.toString()));
  }

  /// The style of every document, for the template of the sheet.
  public static String style() {
    return STYLE;
  }

  private static byte[] pdf(String xhtml) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePdfUaAccessibility(true);
    builder.useFastMode();
    builder.useReplacementText("\u25A1");
    builder.withProducer("Waymark");
    builder.useExternalResourceAccessControl(
        (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    font(builder, REGULAR, "Liberation Sans", 400);
    font(builder, BOLD, "Liberation Sans", 700);
    font(builder, MORE_REGULAR, "DejaVu Sans", 400);
    font(builder, MORE_BOLD, "DejaVu Sans", 700);
    builder.withHtmlContent(xhtml, null);
    builder.toStream(out);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a document could not be printed", e);
    }
    return out.toByteArray();
  }

  private static void font(PdfRendererBuilder builder, byte[] font, String family, int weight) {
    builder.useFont(() -> new ByteArrayInputStream(font), family, weight, FontStyle.NORMAL, true);
  }

  /// Without what XML 1.0 has no place for: a control character in a name must not cost a
  /// family its packet.
  static String legible(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\t'
            || c == '\n'
            || c == '\r'
            || c >= 0x20 && c <= 0xD7FF
            || c >= 0xE000 && c <= 0xFFFD
            || c >= 0x10000)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static byte[] resource(String name) {
    try (InputStream in = Press.class.getResourceAsStream("/reports/" + name)) {
      if (in == null) {
        throw new IllegalStateException("reports/" + name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
