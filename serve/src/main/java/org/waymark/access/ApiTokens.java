package org.waymark.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// Tokens of the API: a program speaks for a person for a quarter of an hour.
///
/// A token says who; what that person may see the database decides with every request, as on a
/// page. It carries the account's epoch, so that closing the account, another role or a new
/// password void it at once.
public final class ApiTokens {
  public static final Duration LIFE = Duration.ofMinutes(15);
  public static final String ISSUER = "waymark";
  public static final String AUDIENCE = "waymark-api";
  public static final String EPOCH = "epoch";

  private final JdbcClient door;
  private final SecretKey key;
  private final Clock clock;

  /// @param web connections of the pages
  /// @param key 256 bits; it is not in the database
  public ApiTokens(DataSource web, SecretKey key, Clock clock) {
    this.door = JdbcClient.create(web);
    this.key = new SecretKeySpec(key.getEncoded(), "HmacSHA256");
    this.clock = clock;
  }

  /// Whom a token speaks for.
  public record Bearer(Person person, boolean hasSecondFactor) {}

  /// What signs and verifies: HMAC-SHA-256 and nothing else.
  public SecretKey key() {
    return key;
  }

  public String issue(Account account) {
    Instant now = clock.instant();
    SignedJWT token = new SignedJWT(
        new JWSHeader(JWSAlgorithm.HS256),
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(account.person().personId())
            .claim(EPOCH, account.epoch())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .build());
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key of the tokens does not sign", e);
    }
    return token.serialize();
  }

  /// The person of a token whose signature and claims were found right; empty once the account is
  /// closed or has a newer epoch.
  public Optional<Bearer> bearer(String personId, int epoch) {
    record Row(
        String tenantId, String email, String displayName, String role, boolean hasSecondFactor) {}
    return door.sql("select tenant_id, email, display_name, role, has_second_factor"
            + " from access.bearer(?, ?)")
        .param(personId)
        .param(epoch)
        .query(Records.of(Row.class))
        .optional()
        .map(row -> new Bearer(
            new Person(
                personId,
                row.tenantId(),
                row.email(),
                row.displayName(),
                Person.Role.of(row.role())),
            row.hasSecondFactor()));
  }
}
