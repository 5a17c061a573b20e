package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.waymark.access.ApiTokens;
import org.waymark.access.ApiTokens.Bearer;
import org.waymark.access.Person;

/// Judges the tokens that programs bring to the API.
public final class BearerDoor {
  private final ApiTokens tokens;
  private final Set<String> secondFactorRoles;

  /// @param secondFactorRoles roles whose tokens count only while there is a second factor
  public BearerDoor(ApiTokens tokens, Collection<String> secondFactorRoles) {
    this.tokens = tokens;
    this.secondFactorRoles = Set.copyOf(secondFactorRoles);
  }

  /// Whether the request is a program's: it asks for a token or brings one. No session counts
  /// for it, and no form of another site can send that header.
  public static boolean isProgram(HttpServletRequest request) {
    String path = request.getRequestURI();
    @Nullable String header = request.getHeader("Authorization");
    return path.equals("/api/token")
        || path.startsWith("/api/")
            && header != null
            && header.regionMatches(true, 0, "Bearer", 0, "Bearer".length());
  }

  /// Signature by our own key and algorithm alone, then issuer, audience and time, to the second.
  public JwtDecoder decoder() {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(tokens.key())
        .macAlgorithm(MacAlgorithm.HS256)
        .build();
    JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
        time,
        new JwtClaimValidator<Object>("exp", exp -> exp != null),
        new JwtClaimValidator<Object>("iss", iss -> ApiTokens.ISSUER.equals(String.valueOf(iss))),
        new JwtClaimValidator<Object>(
            "aud", aud -> aud instanceof Collection<?> all && all.contains(ApiTokens.AUDIENCE))));
    return decoder;
  }

  /// The person of the token, if the account still stands.
  public AbstractAuthenticationToken person(Jwt token) {
    Object epoch = token.getClaims().get(ApiTokens.EPOCH);
    String subject = token.getSubject();
    Bearer bearer = subject != null && epoch instanceof Long number
        ? tokens.bearer(subject, number.intValue()).orElse(null)
        : null;
    if (bearer == null
        || secondFactorRoles.contains(bearer.person().role().written())
            && !bearer.hasSecondFactor()) {
      throw new InvalidBearerTokenException("void");
    }
    Person person = bearer.person();
    return UsernamePasswordAuthenticationToken.authenticated(
        person, null, List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name())));
  }

  /// The same words for every token that does not count: who forges learns nothing.
  public static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer realm=\"waymark\", error=\"invalid_token\"");
    Problem.write(
        response,
        401,
        "This token does not count",
        "It is expired, void or not one of ours. Ask for a new one: POST /api/token.");
  }
}
