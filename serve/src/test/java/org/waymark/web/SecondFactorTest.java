package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.MapleValley.Role;

/// Codes of an authenticator app, against the running server.
@SuppressWarnings("NullAway") // what is missing fails the test
class SecondFactorTest {
  private static final String PATH = "/account/second-factor";

  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  /// Somebody whose second factor is on.
  private record Careful(String email, Visitor visitor, Authenticator app, List<String> codes) {

    /// Lets go of the code that was just used: in life, 30 seconds pass.
    void wait30Seconds() throws Exception {
      district.execute("update ledger.second_factor set last_step = last_step - 10");
    }
  }

  @Test
  void after_the_password_a_code_is_asked_for_and_nothing_opens_before_it() throws Exception {
    Careful kay = careful("kay@maplevalley.example");
    Visitor visitor = new Visitor(district.base());
    assertThat(location(visitor.signIn(kay.email, MapleValley.PASSWORD)))
        .isEqualTo("/sign-in/code");
    assertThat(visitor.get("/overview").statusCode()).isEqualTo(302);
    assertThat(visitor.get("/api/v1/overview").statusCode()).isEqualTo(401);
    kay.wait30Seconds();
    String half = visitor.session();
    assertThat(location(code(visitor, kay.app.now()))).isEqualTo("/");
    assertThat(visitor.session()).isNotEqualTo(half);
    assertThat(visitor.get("/overview").statusCode()).isEqualTo(200);
  }

  @Test
  void a_code_opens_the_door_once() throws Exception {
    Careful lou = careful("lou@maplevalley.example");
    lou.wait30Seconds();
    String code = lou.app.now();
    assertThat(location(tryBoth(lou, code))).isEqualTo("/");
    assertThat(location(tryBoth(lou, code))).isEqualTo("/sign-in/code?refused");
    assertThat(location(tryBoth(lou, lou.app.in(1)))).as("the next code").isEqualTo("/");
    assertThat(location(tryBoth(lou, code))).as("an older one").isEqualTo("/sign-in/code?refused");
  }

  @Test
  void a_recovery_code_opens_the_door_once_and_new_ones_void_the_old() throws Exception {
    Careful mia = careful("mia@maplevalley.example");
    assertThat(mia.codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(location(tryBoth(mia, mia.codes.getFirst().toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo("/");
    assertThat(location(tryBoth(mia, mia.codes.getFirst()))).isEqualTo("/sign-in/code?refused");
    Document page = Jsoup.parse(act(mia.visitor, "codes", MapleValley.PASSWORD).body());
    assertThat(page.select(".codes code")).hasSize(10);
    assertThat(location(tryBoth(mia, mia.codes.get(1)))).isEqualTo("/sign-in/code?refused");
    assertThat(location(tryBoth(mia, page.select(".codes code").first().text())))
        .isEqualTo("/");
  }

  @Test
  void five_wrong_codes_lock_the_door_also_for_the_right_one() throws Exception {
    Careful ned = careful("ned@maplevalley.example");
    ned.wait30Seconds();
    for (int i = 0; i < 5; i++) {
      assertThat(location(tryBoth(ned, "00000" + i))).isEqualTo("/sign-in/code?refused");
    }
    assertThat(location(tryBoth(ned, ned.app.now()))).isEqualTo("/sign-in?locked");
  }

  @Test
  void the_secret_is_sealed_in_the_ledger_and_codes_are_hashed() throws Exception {
    Careful ola = careful("ola@maplevalley.example");
    assertThat(
            district.count("select length(sealed) from ledger.second_factor f join ledger.person p"
                + " using (person_id) where email = '" + ola.email + "'"))
        .isEqualTo(1 + 12 + 20 + 16);
    assertThat(district.count("select count(*) from ledger.recovery_code where encode(code_hash,"
            + " 'escape') like '%" + ola.codes.getFirst() + "%' or length(code_hash) <> 32"))
        .isZero();
  }

  @Test
  void setting_up_and_turning_off_ask_for_the_password_again_and_end_other_sessions()
      throws Exception {
    district.account("pia@maplevalley.example");
    Visitor visitor = new Visitor(district.base());
    visitor.signIn("pia@maplevalley.example", MapleValley.PASSWORD);
    HttpResponse<String> answer = act(visitor, "begin", "not the password");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Nothing was changed").doesNotContain("otpauth");
    Visitor elsewhere = new Visitor(district.base());
    elsewhere.signIn("pia@maplevalley.example", MapleValley.PASSWORD);
    Careful pia = setUp("pia@maplevalley.example", visitor);
    assertThat(elsewhere.get("/overview").statusCode()).isEqualTo(302);
    assertThat(visitor.get("/overview").statusCode()).isEqualTo(200);
    assertThat(visitor.page("/account").text()).contains("10 recovery codes are left");
    assertThat(act(visitor, "off", "not the password").statusCode()).isEqualTo(422);
    assertThat(location(tryBoth(pia, pia.codes.getFirst()))).isEqualTo("/");
    assertThat(location(act(visitor, "off", MapleValley.PASSWORD))).isEqualTo(PATH);
    assertThat(location(
            new Visitor(district.base()).signIn("pia@maplevalley.example", MapleValley.PASSWORD)))
        .isEqualTo("/");
  }

  @Test
  void a_wrong_first_code_leaves_everything_as_it_was() throws Exception {
    district.account("quy@maplevalley.example");
    Visitor visitor = new Visitor(district.base());
    visitor.signIn("quy@maplevalley.example", MapleValley.PASSWORD);
    Document page = Jsoup.parse(act(visitor, "begin", MapleValley.PASSWORD).body());
    String key = page.select(".key-text").text();
    String wrong = new Authenticator(key).in(-40);
    HttpResponse<String> answer = visitor.submit(PATH, PATH, "action=confirm&code=" + wrong);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).select(".key-text").text()).isEqualTo(key);
    assertThat(location(
            new Visitor(district.base()).signIn("quy@maplevalley.example", MapleValley.PASSWORD)))
        .isEqualTo("/");
  }

  @Test
  void the_qr_code_says_to_a_camera_what_an_authenticator_app_understands() throws Exception {
    district.account("ria@maplevalley.example");
    Visitor visitor = new Visitor(district.base());
    visitor.signIn("ria@maplevalley.example", MapleValley.PASSWORD);
    Document page = Jsoup.parse(act(visitor, "begin", MapleValley.PASSWORD).body());
    int size = Integer.parseInt(page.select("svg.qr").attr("viewBox").split(" ")[2]);
    String said = scan(size, page.select("svg.qr path").attr("d"));
    assertThat(said)
        .isEqualTo("otpauth://totp/Waymark%3Aria%40maplevalley.example?secret="
            + page.select(".key-text").text().replace(" ", "")
            + "&issuer=Waymark&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void a_role_that_must_have_one_can_do_nothing_else_before() throws Exception {
    ServeSettings strict = new ServeSettings(
        null, List.of(), List.of("district"), Duration.ofMinutes(60), Duration.ofHours(12));
    district.account("sol@maplevalley.example");
    try (WebServer server = WebServer.start(0, "127.0.0.1", district.database, strict)) {
      Visitor sol = new Visitor("http://127.0.0.1:" + server.port());
      sol.signIn("sol@maplevalley.example", MapleValley.PASSWORD);
      assertThat(location(sol.get("/students"))).isEqualTo(PATH);
      HttpResponse<String> machine = sol.get("/api/v1/students");
      assertThat(machine.statusCode()).isEqualTo(403);
      assertThat(machine.body()).contains("Set up a second factor first");
      assertThat(sol.page(PATH).select("h1").text()).contains("Your role needs a second factor");
      setUp("sol@maplevalley.example", sol);
      assertThat(sol.get("/students").statusCode()).isEqualTo(200);
      HttpResponse<String> off = act(sol, "off", MapleValley.PASSWORD);
      assertThat(off.statusCode()).isEqualTo(422);
      assertThat(off.body()).contains("must have a second factor");
      Visitor teacher = new Visitor("http://127.0.0.1:" + server.port());
      teacher.signIn(Role.TEACHER.email, MapleValley.PASSWORD);
      assertThat(teacher.get("/students").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobody_sees_anothers_second_factor_or_sessions() throws Exception {
    careful("tam@maplevalley.example");
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    String body = teacher.get("/api/v1/account").body();
    assertThat(body).contains("\"secondFactorSince\":null", Role.TEACHER.email);
    long others = district.count("select min(sign_in_id) from ledger.sign_in s join ledger.person p"
        + " using (person_id) where email = 'tam@maplevalley.example' and closed_at is null");
    teacher.submit("/account", "/account/sessions", "close=" + others);
    assertThat(district.count(
            "select count(*) from ledger.sign_in where closed_at is null and sign_in_id = "
                + others))
        .isEqualTo(1);
    assertThat(teacher.submit("/account", "/account/sessions", "close=1 or 1=1").statusCode())
        .isEqualTo(400);
  }

  private static Careful careful(String email) throws Exception {
    district.account(email);
    district.execute("delete from ledger.second_factor f using ledger.person p"
        + " where p.person_id = f.person_id and p.email = '" + email + "'");
    Visitor visitor = new Visitor(district.base());
    visitor.signIn(email, MapleValley.PASSWORD);
    return setUp(email, visitor);
  }

  private static Careful setUp(String email, Visitor visitor) throws Exception {
    Document page = Jsoup.parse(act(visitor, "begin", MapleValley.PASSWORD).body());
    Authenticator app = new Authenticator(page.select(".key-text").text());
    HttpResponse<String> answer = visitor.submit(PATH, PATH, "action=confirm&code=" + app.now());
    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> codes = Jsoup.parse(answer.body()).select(".codes code").eachText();
    return new Careful(email, visitor, app, codes);
  }

  private static HttpResponse<String> act(Visitor visitor, String action, String password)
      throws Exception {
    return visitor.submit(
        PATH, PATH, "action=" + action + "&password=" + Visitor.encoded(password));
  }

  /// A new browser: password, then that code.
  private static HttpResponse<String> tryBoth(Careful who, String code) throws Exception {
    Visitor visitor = new Visitor(district.base());
    visitor.signIn(who.email, MapleValley.PASSWORD);
    return code(visitor, code);
  }

  private static HttpResponse<String> code(Visitor visitor, String code) throws Exception {
    return visitor.submit("/sign-in/code", "/sign-in/code", "code=" + code);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /// Reads the drawn squares as a camera would.
  private static String scan(int size, String path) throws Exception {
    int scale = 4;
    int[] pixels = new int[size * scale * size * scale];
    Arrays.fill(pixels, 0xffffff);
    Matcher bar = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(path);
    while (bar.find()) {
      int from = Integer.parseInt(bar.group(1)) * scale;
      int row = Integer.parseInt(bar.group(2)) * scale;
      for (int y = row; y < row + scale; y++) {
        int start = y * size * scale + from;
        Arrays.fill(pixels, start, start + Integer.parseInt(bar.group(3)) * scale, 0);
      }
    }
    return new QRCodeReader()
        .decode(new BinaryBitmap(
            new HybridBinarizer(new RGBLuminanceSource(size * scale, size * scale, pixels))))
        .getText();
  }
}
