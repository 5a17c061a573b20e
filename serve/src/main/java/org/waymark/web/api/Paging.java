package org.waymark.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.web.gate.BadRequest;

/// Which page of a list a program asks for, by the convention of OneRoster: `limit` and `offset`
/// in the address, `X-Total-Count` and `Link` in the answer.
///
/// @param limit how many at most
/// @param offset how many to leave out before the first
public record Paging(int limit, int offset) {
  /// The most that one answer may hold.
  public static final int MOST = 1000;

  /// How many where nobody said.
  public static final int USUAL = 100;

  private static final int FARTHEST = 100_000_000;

  /// The links to the other pages repeat the address, and headers have their limit.
  private static final int LONGEST_ADDRESS = 1_200;

  /// Reads the address.
  ///
  /// @throws BadRequest where it names no such page
  public static Paging of(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    if (query != null && query.length() > LONGEST_ADDRESS) {
      throw new BadRequest(
          "A list's address has at most %,d letters behind its question mark; this one has %,d."
              .formatted(LONGEST_ADDRESS, query.length()));
    }
    return new Paging(
        number(request, "limit", USUAL, 1, MOST), number(request, "offset", 0, 0, FARTHEST));
  }

  private static int number(
      HttpServletRequest request, String name, int usual, int least, int most) {
    @Nullable String written = request.getParameter(name);
    if (written == null || written.isBlank()) {
      return usual;
    }
    int value = written.matches("\\d{1,9}") ? Integer.parseInt(written) : -1;
    if (value < least || value > most) {
      throw new BadRequest(
          "%s: expected a whole number from %d to %d.".formatted(name, least, most));
    }
    return value;
  }

  /// This page of a list that is known as a whole.
  public <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
  }

  /// The answer with how many there are in all, and where the other pages are.
  ///
  /// @param total how many there are in all
  public <T> ResponseEntity<T> answer(HttpServletRequest request, T page, long total) {
    return ResponseEntity.ok()
        .header("X-Total-Count", Long.toString(total))
        .header("Link", links(request, total))
        .body(page);
  }

  /// The same where the answer itself knows.
  public <T> ResponseEntity<T> answer(HttpServletRequest request, T page, Function<T, Long> total) {
    return answer(request, page, total.apply(page));
  }

  private String links(HttpServletRequest request, long total) {
    List<String> links = new ArrayList<>();
    long last = total <= 0 ? 0 : (total - 1) / limit * limit;
    links.add(link(request, 0, "first"));
    if (offset > 0) {
      links.add(link(request, Math.max(0, offset - limit), "prev"));
    }
    if ((long) offset + limit < total) {
      links.add(link(request, (long) offset + limit, "next"));
    }
    links.add(link(request, last, "last"));
    return String.join(", ", links);
  }

  private String link(HttpServletRequest request, long at, String relation) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
    @Nullable String query = request.getQueryString();
    // the address as it came is encoded already; nothing of it is decoded on the way
    String others = query == null
        ? ""
        : java.util.Arrays.stream(query.split("&"))
            .filter(part -> !part.isEmpty() && !part.matches("(limit|offset)(=.*)?"))
            .filter(part -> part.matches("[A-Za-z0-9_.~!*'()%=+:@/?-]*"))
            .map(part -> part + "&")
            .collect(java.util.stream.Collectors.joining());
    return "<%s?%slimit=%d&offset=%d>; rel=\"%s\""
        .formatted(address.build().toUriString(), others, limit, at, relation);
  }
}
