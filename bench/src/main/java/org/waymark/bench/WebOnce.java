package org.waymark.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Database;
import org.waymark.web.WebServer;

/// The server as the product starts it, with a clock at its door. Writes `port`, then `guarded`
/// with what the database says about the login of the pages; serves until its input ends, then
/// writes what each request took to the file that it was given.
final class WebOnce {
  private WebOnce() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path times = Path.of(arguments[1]);
    try (Database database = Database.open(data);
        WebServer server = WebServer.start(0, database)) {
      var clock = new ServerTimes();
      if (server.context() instanceof ServletWebServerApplicationContext serving
          && serving.getWebServer() instanceof TomcatWebServer tomcat
          && tomcat.getTomcat().getHost() instanceof StandardHost host) {
        host.getPipeline().addValve(clock);
      } else {
        throw new IOException("the server is no Tomcat, so nothing can be timed at its door");
      }
      System.out.println("guarded " + guarded(database));
      System.out.println("port " + server.port());
      System.out.flush();
      while (System.in.read() >= 0) {
        // until whoever measures closes the input
      }
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(times))) {
        for (ServerTimes.Took took : clock.all()) {
          out.println(took.page() + "\t" + took.at() + "\t" + took.micros() + "\t" + took.status());
        }
      }
    }
  }

  /// Proves that the pages' login stands under row-level security, or says what is wrong.
  private static String guarded(Database database) throws IOException {
    JdbcClient web = JdbcClient.create(database.web());
    boolean isBound = web.sql("""
            select not rolsuper and not rolbypassrls from pg_roles where rolname = current_user
            """).query(Boolean.class).single();
    List<String> bare = web.sql("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'analytics' and c.relkind in ('r', 'p')
              and (not c.relrowsecurity or pg_has_role(current_user, c.relowner, 'usage'))
            order by 1
            """).query(String.class).list();
    long nobodys =
        web.sql("select count(*) from analytics.dim_students").query(Long.class).single();
    long students = JdbcClient.create(database.owner())
        .sql("select count(*) from analytics.dim_students")
        .query(Long.class)
        .single();
    if (!isBound || !bare.isEmpty() || nobodys != 0 || students == 0) {
      throw new IOException(
          "row-level security does not hold: login bound " + isBound + ", tables without " + bare
              + ", students seen by nobody " + nobodys + " of " + students);
    }
    long tables = web.sql("""
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'analytics' and c.relkind in ('r', 'p') and c.relrowsecurity
            """).query(Long.class).single();
    return "%s is no superuser, owns nothing and bypasses nothing; row-level security is on for all %d published tables; without a person it sees 0 of %,d students"
        .formatted(Database.WEB_ROLE, tables, students);
  }
}
