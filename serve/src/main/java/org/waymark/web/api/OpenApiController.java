package org.waymark.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Pages;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API: for programs, and as a page.
@RestController
public class OpenApiController {
  private final Pages pages;
  private final Supplier<Map<String, Object>> document;

  OpenApiController(
      Pages pages,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
      JsonMapper mapper) {
    this.pages = pages;
    // all routes are there only once the server has started
    this.document = SingletonSupplier.of(() -> OpenApi.of(routes.getHandlerMethods(), mapper));
  }

  @GetMapping("/api/v1/openapi.json")
  @OpenTo(Circle.SIGNED_IN)
  @Api("This description (OpenAPI 3.1)")
  Map<String, Object> forMachines() {
    return document.get();
  }

  @GetMapping("/api-docs")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> forPeople(HttpServletRequest request) {
    return pages.still(request, "api-docs", "apiDocs.jte", ApiPage.of(document.get()));
  }
}
