package org.waymark.engine.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.engine.Card;

/// Reads a `.csv` file that ships beside a card.
public final class ShippedRows {

  private ShippedRows() {}

  /// @param where the file, for messages
  public static List<List<String>> read(String csv, Card card, String where) {
    var expected = card.columns().stream().map(Card.Column::name).toList();
    var rows = new ArrayList<List<String>>();
    try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(csv)) {
      for (CsvRecord line : lines) {
        boolean isHeader = line.getStartingLineNumber() == 1;
        if (isHeader
            ? !line.getFields().equals(expected)
            : line.getFieldCount() != expected.size()) {
          throw new IllegalStateException(where + ":" + line.getStartingLineNumber() + " has "
              + line.getFields() + ", expected cells for " + expected);
        }
        if (!isHeader) {
          rows.add(List.copyOf(line.getFields()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
