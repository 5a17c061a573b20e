package org.waymark.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Keeps a secret unreadable in the database: AES-GCM with a key that is not in it.
///
/// A sealed value is one byte of version, 12 bytes of nonce, then the cipher text and its
/// 16-byte tag. It opens only for the owner it was sealed for.
final class Seal {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  Seal(SecretKey key) {
    this.key = key;
  }

  byte[] close(byte[] secret, String owner) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] text = run(Cipher.ENCRYPT_MODE, nonce, secret, owner);
    byte[] sealed = new byte[1 + NONCE + text.length];
    sealed[0] = VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    System.arraycopy(text, 0, sealed, 1 + NONCE, text.length);
    return sealed;
  }

  byte[] open(byte[] sealed, String owner) {
    if (sealed.length <= 1 + NONCE || sealed[0] != VERSION) {
      throw new IllegalStateException("a sealed value of an unknown kind");
    }
    return run(
        Cipher.DECRYPT_MODE,
        Arrays.copyOfRange(sealed, 1, 1 + NONCE),
        Arrays.copyOfRange(sealed, 1 + NONCE, sealed.length),
        owner);
  }

  private byte[] run(int mode, byte[] nonce, byte[] text, String owner) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a sealed value does not open: secrets.properties is not the one of this database", e);
    }
  }
}
