package org.waymark.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.waymark.access.ApiTokens;
import org.waymark.access.Sessions;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.door.Admission;
import org.waymark.web.door.BearerDoor;
import org.waymark.web.door.SignInController;
import org.waymark.web.door.StandingFilter;

/// Doors closed by default: without a person only sign-in, style and health answer.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /// Pages that answer before anybody is known.
  private static final String[] DOOR = {"/sign-in", "/sign-in/code", "/reset", "/new-password"};

  /// Programs: each request stands for itself, by its token. Nothing here reads or makes a session.
  @Bean
  @Order(1)
  SecurityFilterChain programs(HttpSecurity http, ApiTokens tokens, ServeSettings settings)
      throws Exception {
    BearerDoor door = new BearerDoor(tokens, settings.secondFactorRoles());
    http.securityMatcher(BearerDoor::isProgram)
        .csrf(csrf -> csrf.disable())
        .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(out -> out.disable())
        .authorizeHttpRequests(requests -> requests
            .requestMatchers(HttpMethod.POST, "/api/token")
            .permitAll()
            .anyRequest()
            .authenticated())
        .oauth2ResourceServer(bearer -> bearer
            .jwt(jwt -> jwt.decoder(door.decoder()).jwtAuthenticationConverter(door::person))
            .authenticationEntryPoint((request, response, failure) -> BearerDoor.refuse(response)))
        .exceptionHandling(trouble -> trouble.authenticationEntryPoint(
            (request, response, failure) -> BearerDoor.refuse(response)));
    strict(http, settings);
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain doors(
      HttpSecurity http, Sessions sessions, Admission admission, ServeSettings settings)
      throws Exception {
    http.authorizeHttpRequests(requests -> requests
            .dispatcherTypeMatchers(DispatcherType.ERROR)
            .permitAll()
            .requestMatchers(HttpMethod.GET, "/assets/**", "/actuator/health")
            .permitAll()
            .requestMatchers(HttpMethod.GET, DOOR)
            .permitAll()
            .requestMatchers(HttpMethod.POST, DOOR)
            .permitAll()
            .requestMatchers(HttpMethod.POST, "/theme")
            .permitAll()
            .anyRequest()
            .authenticated())
        .addFilterBefore(
            new StandingFilter(sessions, settings.secondFactorRoles()),
            AnonymousAuthenticationFilter.class)
        .logout(out -> out.logoutUrl("/sign-out")
            .addLogoutHandler((request, response, who) -> admission.leave(request))
            .logoutSuccessUrl("/sign-in?signed-out"))
        // where somebody wanted to go stands in the address of the sign-in page
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .exceptionHandling(trouble -> trouble
            .authenticationEntryPoint((request, response, failure) -> askIn(request, response))
            .accessDeniedHandler(SecurityConfiguration::refuse));
    strict(http, settings);
    return http.build();
  }

  private static void strict(HttpSecurity http, ServeSettings settings) throws Exception {
    http.headers(headers -> headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
                + " browsing-topics=()"))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .frameOptions(frames -> frames.deny())
        // the proxy in front ends TLS, so the request itself can't tell
        .httpStrictTransportSecurity(strict -> strict.requestMatcher(
            settings.isSecure() ? AnyRequestMatcher.INSTANCE : request -> false)));
  }

  private static void askIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().startsWith("/api/")) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    @Nullable String query = request.getQueryString();
    String wanted = request.getMethod().equals("GET")
        ? request.getRequestURI() + (query == null ? "" : "?" + query)
        : "/";
    if (request.getHeader("HX-Request") != null) {
      // a fragment would land in the middle of a page: the whole page goes to the door
      @Nullable String shown = request.getHeader("HX-Current-URL");
      response.setStatus(401);
      response.setHeader("HX-Redirect", SignInController.address(path(shown)));
      return;
    }
    response.sendRedirect(SignInController.address(wanted));
  }

  private static String path(@Nullable String address) {
    return address == null ? "/" : address.replaceFirst("^https?://[^/?#]*", "");
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    if (request.getRequestURI().startsWith("/sign-in") && request.getMethod().equals("POST")) {
      // the form's token went with the session that it waited in
      response.sendRedirect("/sign-in?expired");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
