package org.waymark.access;

import org.springframework.jdbc.core.simple.JdbcClient;

/// A word to the owner when something that guards the account changed: whoever did it may be
/// somebody else.
enum AccountLetters {
  PASSWORD("The password of your Waymark account was changed", "a new password was set"),
  SECOND_FACTOR_ON(
      "The second factor of your Waymark account is on", "a second factor was set up or moved"),
  SECOND_FACTOR_OFF(
      "The second factor of your Waymark account is off", "the second factor was turned off");

  private final String subject;
  private final String what;

  AccountLetters(String subject, String what) {
    this.subject = subject;
    this.what = what;
  }

  /// Writes the letter within the transaction of what it tells of.
  void write(JdbcClient ledger, String personId) {
    ledger
        .sql("""
            insert into ledger.outbox
                (tenant_id, dedupe_key, kind, channel, recipient, person_id, subject, body)
            select tenant_id, 'account:' || gen_random_uuid(), 'account', 'email', email, person_id,
                   :subject, :body
            from ledger.person where person_id = :person
            """)
        .param("person", personId)
        .param("subject", subject)
        .param("body", """
            In your Waymark account %s just now. Sessions that were open elsewhere have ended.

            If it was you, there is nothing to do. If not, tell your tenant administrator today and set
            a new password: "Lost your password?" on the sign-in page sends you a letter with a link.
            """.formatted(what))
        .update();
  }
}
