package org.waymark.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.waymark.access.PersonTransaction;
import org.waymark.nightly.ServeSettings;
import org.waymark.store.Database;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.ahead.EarlyRound;
import org.waymark.web.gate.LimitSettings;

/// The running pages. Says nothing on the console: whoever starts it tells the reader.
public final class WebServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final int port;

  private WebServer(ConfigurableApplicationContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /// Starts on the loopback address.
  ///
  /// @param port 0 picks a free one
  public static WebServer start(int port, Database database) {
    return start(port, "127.0.0.1", database);
  }

  /// @param address where to listen, such as `0.0.0.0` behind a proxy that ends TLS
  public static WebServer start(int port, String address, Database database) {
    return start(port, address, database, serveSettings(database));
  }

  /// @param serving how the pages are reached and who gets in
  public static WebServer start(
      int port, String address, Database database, ServeSettings serving) {
    return start(port, address, database, serving, limits(database));
  }

  /// @param limits how much one may ask
  public static WebServer start(
      int port, String address, Database database, ServeSettings serving, LimitSettings limits) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", port);
    settings.put("server.address", address);
    settings.put("server.error.whitelabel.enabled", false);
    settings.put("server.compression.enabled", true);
    settings.put(
        "server.compression.mime-types",
        "text/html,text/css,text/csv,application/json,text/javascript");
    settings.putAll(door(serving));
    settings.put("server.tomcat.max-http-form-post-size", limits.bodyKb() + "KB");
    settings.put("server.tomcat.max-swallow-size", limits.bodyKb() + "KB");
    settings.put("spring.servlet.multipart.enabled", false);
    settings.put("server.shutdown", "graceful");
    settings.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    settings.put("spring.threads.virtual.enabled", true);
    settings.put("spring.web.resources.add-mappings", false);
    // problems of machines are told by ErrorPages, which knows pages from machines
    settings.put("spring.mvc.problemdetails.enabled", false);
    settings.put("spring.main.log-startup-info", false);
    settings.put("spring.jmx.enabled", false);
    settings.put("management.endpoints.web.exposure.include", "health");
    settings.put("management.endpoint.health.show-details", "never");
    settings.put("management.endpoint.health.probes.enabled", false);
    settings.put("management.health.defaults.enabled", false);
    settings.put("management.health.ping.enabled", true);
    settings.put("logging.level.root", "warn");
    settings.put("logging.level.org.waymark", "info");
    settings.put("logging.level.org.springframework.web.servlet.PageNotFound", "error");
    // what visitors get wrong is told to them, not to the log
    settings.put(
        "logging.level.org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver",
        "error");
    settings.put("logging.level.com.zaxxer.hikari", "error");
    settings.put(
        "logging.level.org.springframework.boot.webmvc.autoconfigure.WelcomePageHandlerMapping",
        "error");
    ConfigurableApplicationContext context = new SpringApplicationBuilder(WaymarkApplication.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(true)
        .properties(settings)
        .initializers((GenericApplicationContext starting) -> {
          // whoever opened the database closes it
          starting.registerBean(
              Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
          starting.registerBean(ServeSettings.class, () -> serving);
          starting.registerBean(LimitSettings.class, () -> limits);
        })
        .run();
    if (context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null) {
      return new WebServer(context, web.getWebServer().getPort());
    }
    throw new IllegalStateException("no web server came up");
  }

  /// Asks the pages after each publication, before anybody comes.
  public AutoCloseable asksAhead() {
    return earlyRound().start();
  }

  /// The same, not started.
  EarlyRound earlyRound() {
    return new EarlyRound(
        context.getBean(Database.class).owner(),
        context.getBean(PersonTransaction.class),
        context.getBeanProvider(AskedAhead.class).stream().toList());
  }

  /// The session cookie, and whose word about a visitor's address counts.
  private static Map<String, Object> door(ServeSettings serving) {
    Map<String, Object> settings = new HashMap<>();
    // whoever has not signed in is soon forgotten; signing in sets the longer time
    settings.put("server.servlet.session.timeout", "30m");
    settings.put("server.servlet.session.cookie.http-only", true);
    settings.put("server.servlet.session.cookie.same-site", "lax");
    settings.put("server.servlet.session.cookie.path", "/");
    settings.put("server.servlet.session.cookie.secure", serving.isSecure());
    // with this prefix a browser takes the cookie only over TLS and from this host alone
    settings.put(
        "server.servlet.session.cookie.name", serving.isSecure() ? "__Host-waymark" : "waymark");
    settings.put("server.servlet.session.tracking-modes", "cookie");
    // redirects never repeat the Host header, which anybody may write
    settings.put("server.tomcat.use-relative-redirects", true);
    if (serving.proxies().isEmpty()) {
      settings.put("server.forward-headers-strategy", "none");
    } else {
      settings.put("server.forward-headers-strategy", "native");
      settings.put(
          "server.tomcat.remoteip.internal-proxies",
          serving.proxies().stream().map(Pattern::quote).collect(Collectors.joining("|")));
      settings.put("server.tomcat.remoteip.host-header", "");
    }
    return settings;
  }

  private static ServeSettings serveSettings(Database database) {
    try {
      return ServeSettings.read(database.dataDir());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LimitSettings limits(Database database) {
    try {
      return LimitSettings.read(database.dataDir());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// The context, for tests that walk over every mapped route.
  public ConfigurableApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }
}
