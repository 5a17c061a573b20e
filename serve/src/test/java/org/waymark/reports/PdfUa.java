package org.waymark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/// Holds a document to PDF/UA-1: every rule that veraPDF can decide, and what no rule of a
/// machine asks but a reader hears, such as whether there is a heading at all.
public final class PdfUa {
  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private PdfUa() {}

  /// @param headings that a reader can jump to, at the least
  public static void holds(byte[] pdf, int headings) throws Exception {
    assertThat(broken(pdf)).as("rules of PDF/UA-1 that are broken").isEmpty();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var catalog = document.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).as("tagged").isTrue();
      assertThat(catalog.getLanguage()).as("language").isEqualTo("en-US");
      assertThat(document.getDocumentInformation().getTitle()).as("title").isNotBlank();
      assertThat(catalog.getViewerPreferences().displayDocTitle())
          .as("title shown")
          .isTrue();
      assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
          .as("says of itself what it is")
          .contains("pdfuaid");
      List<PDStructureElement> tags = new ArrayList<>();
      collect(catalog.getStructureTreeRoot(), tags);
      assertThat(
              tags.stream().filter(t -> t.getStructureType().matches("H[1-6]?")).count())
          .as("headings")
          .isGreaterThanOrEqualTo(headings);
      for (PDStructureElement tag : tags) {
        if (tag.getStructureType().equals("Figure")) {
          assertThat(tag.getAlternateDescription()).as("words for a picture").isNotBlank();
        }
        if (tag.getStructureType().equals("TH")) {
          assertThat(tag.getAttributes().toString()).as("what a header is of").contains("Scope");
        }
      }
    }
  }

  /// Rules that are broken, each with the place.
  public static List<String> broken(byte[] pdf) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
    try (var validator = Foundries.defaultInstance().createValidator(flavour, false);
        var parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour)) {
      var result = validator.validate(parser);
      assertThat(result.getTotalAssertions()).as("rules looked at").isGreaterThan(100);
      return result.getTestAssertions().stream()
          .filter(rule -> rule.getStatus() == TestAssertion.Status.FAILED)
          .map(rule -> rule.getRuleId().getClause() + "-" + rule.getRuleId().getTestNumber() + ": "
              + rule.getMessage() + " at " + rule.getLocation().getContext())
          .distinct()
          .toList();
    }
  }

  /// What it says, in the order of its pages.
  public static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  public static int pages(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    }
  }

  private static void collect(PDStructureNode node, List<PDStructureElement> into) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        into.add(element);
        collect(element, into);
      }
    }
  }
}
