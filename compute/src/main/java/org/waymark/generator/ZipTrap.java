package org.waymark.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Zip archives made to harm a careless reader. Written byte by byte, because compressors
/// differ from machine to machine.
final class ZipTrap {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /// 1 MiB of the digit 0, deflated, ending on a byte boundary with an empty window.
  private static final byte[] MEBIBYTE = mebibyte();

  private static final byte[] LAST_BLOCK = {3, 0};
  private static final int MEBIBYTES = 100;

  private ZipTrap() {}

  /// One entry that would be written outside the folder it is unpacked to.
  static byte[] escaping() {
    byte[] content = "StudentNumber,Program\n0000000,ELL\n".getBytes(US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(content);
    return zip("../evil.csv", STORED, content, content.length, sum.getValue());
  }

  /// 100 MiB in about 100 KB.
  static byte[] bomb() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] plain = "0".repeat(1 << 20).getBytes(US_ASCII);
    CRC32 sum = new CRC32();
    for (int i = 0; i < MEBIBYTES; i++) {
      packed.writeBytes(MEBIBYTE);
      sum.update(plain);
    }
    packed.writeBytes(LAST_BLOCK);
    return zip("attendance.csv", DEFLATED, packed.toByteArray(), MEBIBYTES << 20, sum.getValue());
  }

  private static byte[] mebibyte() {
    byte[] head = HexFormat.of().parseHex("ecc13101000000c2a04aeb9fce10be4001");
    byte[] tail = HexFormat.of().parseHex("7c060000ffff");
    byte[] block = new byte[head.length + 1015 + tail.length];
    System.arraycopy(head, 0, block, 0, head.length);
    System.arraycopy(tail, 0, block, head.length + 1015, tail.length);
    return block;
  }

  private static byte[] zip(String name, int method, byte[] data, int size, long crc) {
    byte[] entry = name.getBytes(US_ASCII);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    little(zip, 4, 0x04034b50L);
    common(zip, method, data, size, crc, entry);
    zip.writeBytes(entry);
    zip.writeBytes(data);
    int directory = zip.size();
    little(zip, 4, 0x02014b50L);
    little(zip, 2, 20);
    common(zip, method, data, size, crc, entry);
    little(zip, 2, 0);
    little(zip, 2, 0);
    little(zip, 2, 0);
    little(zip, 4, 0);
    little(zip, 4, 0);
    zip.writeBytes(entry);
    int end = zip.size();
    little(zip, 4, 0x06054b50L);
    little(zip, 4, 0);
    little(zip, 2, 1);
    little(zip, 2, 1);
    little(zip, 4, end - directory);
    little(zip, 4, directory);
    little(zip, 2, 0);
    return zip.toByteArray();
  }

  /// The fields that an entry's own header and the directory share: version to extra length.
  private static void common(
      ByteArrayOutputStream zip, int method, byte[] data, int size, long crc, byte[] name) {
    little(zip, 2, 20);
    little(zip, 2, 0);
    little(zip, 2, method);
    little(zip, 4, 0x5A8F0000L);
    little(zip, 4, crc);
    little(zip, 4, data.length);
    little(zip, 4, size);
    little(zip, 2, name.length);
    little(zip, 2, 0);
  }

  private static void little(ByteArrayOutputStream zip, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      zip.write((int) (value >>> (8 * i)) & 0xff);
    }
  }
}
