package org.waymark.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/// Doors closed by default: without a person only sign-in, style and health answer.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  @Bean
  SecurityFilterChain doors(HttpSecurity http) throws Exception {
    // SignIn is the one AuthenticationProvider bean; named here too, it would count each failure
    // twice
    http.authorizeHttpRequests(requests -> requests
            .dispatcherTypeMatchers(DispatcherType.ERROR)
            .permitAll()
            .requestMatchers(HttpMethod.GET, "/sign-in", "/assets/**", "/actuator/health")
            .permitAll()
            .requestMatchers(HttpMethod.POST, "/sign-in", "/theme")
            .permitAll()
            .anyRequest()
            .authenticated())
        .formLogin(form -> form.loginPage("/sign-in")
            .usernameParameter("email")
            .passwordParameter("password")
            .defaultSuccessUrl("/")
            .failureHandler((request, response, failure) -> response.sendRedirect(
                failure instanceof LockedException ? "/sign-in?locked" : "/sign-in?refused"))
            .permitAll())
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
        .exceptionHandling(trouble -> trouble
            .defaultAuthenticationEntryPointFor(
                (request, response, failure) ->
                    response.sendError(HttpServletResponse.SC_UNAUTHORIZED),
                PathPatternRequestMatcher.withDefaults().matcher("/api/**"))
            .defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint("/sign-in"), AnyRequestMatcher.INSTANCE))
        .headers(headers -> headers
            .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
            .permissionsPolicyHeader(
                policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
            .frameOptions(frames -> frames.deny()));
    return http.build();
  }
}
