package org.waymark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.publishing.PublishTarget;
import org.waymark.store.internal.EmbeddedPostgres;
import org.waymark.store.internal.Login;
import org.waymark.store.internal.Migrations;
import org.waymark.store.internal.Secrets;

/// The PostgreSQL that serves and remembers, migrated and ready.
///
/// ```java
/// try (Database database = Database.open(Path.of("data"))) {
///   database.web();     // connections of the pages: row-level security decides
///   database.owner();   // connections of the ledger's own writers
/// }
/// ```
public final class Database implements PublishTarget, AutoCloseable {

  /// The login of the pages: row-level security holds for it, and it names the person per
  /// transaction.
  public static final String WEB_ROLE = Migrations.WEB;

  private final Path dataDir;
  private final Login login;
  private final String webPassword;
  private final Settings settings;
  private final @Nullable EmbeddedPostgres embedded;
  private @Nullable HikariDataSource owner;
  private @Nullable HikariDataSource web;
  private @Nullable Thread lastWish;
  private final Deque<AutoCloseable> guests = new ArrayDeque<>();

  private Database(
      Path dataDir,
      Login login,
      String webPassword,
      Settings settings,
      @Nullable EmbeddedPostgres embedded) {
    this.dataDir = dataDir;
    this.login = login;
    this.webPassword = webPassword;
    this.settings = settings;
    this.embedded = embedded;
  }

  /// Opens the server that `WAYMARK_DATABASE_URL` names, else the embedded one.
  public static Database open(Path dataDir) {
    return openWith(dataDir, Settings.fromEnvironment());
  }

  /// @param databaseUrl see [Settings#databaseUrl]; null for the embedded server
  public static Database open(Path dataDir, @Nullable String databaseUrl) {
    return openWith(dataDir, Settings.at(databaseUrl));
  }

  /// @param dataDir where the embedded server and the passwords are kept
  /// @throws StoreException when the environment does not allow it, with what to do
  public static Database openWith(Path dataDir, Settings settings) {
    try {
      Path folder = Files.createDirectories(dataDir).toRealPath();
      var secrets = new Secrets(folder);
      String given = settings.databaseUrl();
      Database database;
      if (given == null) {
        var server = EmbeddedPostgres.open(folder, secrets, settings);
        var login = new Login(server.url(), EmbeddedPostgres.OWNER, secrets.get("owner"));
        database = new Database(folder, login, secrets.get("web"), settings, server);
      } else {
        database = new Database(folder, Login.parse(given), secrets.get("web"), settings, null);
      }
      database.prepare();
      return database;
    } catch (AccessDeniedException e) {
      throw new StoreException(
          "No right to write " + e.getFile() + "; choose another --data directory", e);
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      throw new StoreException(
          said.contains("No space left")
              ? "The disk that holds " + dataDir + " is full; free some space and start again"
              : "The data directory " + dataDir + " cannot be used: " + said,
          e);
    }
  }

  /// Where the passwords, the snapshots and the settings beside this database are.
  public Path dataDir() {
    return dataDir;
  }

  public String url() {
    return login.url();
  }

  public String webPassword() {
    return webPassword;
  }

  /// A connection of its own as the owner: for the publisher, which needs several at a time.
  @Override
  public Connection open() throws SQLException {
    return login.with("reWriteBatchedInserts=true&ApplicationName=waymark").connect();
  }

  /// Connections as the owner, whom no policy binds: for the ledger's writers and for
  /// sign-in.
  public synchronized DataSource owner() {
    HikariDataSource pool = owner;
    if (pool == null) {
      pool = pool("owner", login, 4);
      owner = pool;
    }
    return pool;
  }

  /// Connections as `waymark_web`, whom row-level security binds: nobody until a transaction
  /// begins with `select access.enter('person id')` (or sets `waymark.person` for itself).
  public synchronized DataSource web() {
    HikariDataSource pool = web;
    if (pool == null) {
      pool = pool("web", login.as(Migrations.WEB, webPassword), settings.webConnections());
      web = pool;
    }
    return pool;
  }

  /// A key that belongs to this database and is not in it: made once at random, kept in the data
  /// directory, 256 bits.
  ///
  /// @param purpose what it seals or signs; one purpose's key says nothing about another's
  public SecretKey key(String purpose) {
    try {
      String secret = new Secrets(dataDir).get(purpose);
      return new SecretKeySpec(
          MessageDigest.getInstance("SHA-256")
              .digest((purpose + ":" + secret).getBytes(StandardCharsets.UTF_8)),
          "AES");
    } catch (IOException e) {
      throw new StoreException(
          "The key for " + purpose + " in " + dataDir.resolve("secrets.properties")
              + " can't be read: " + e.getMessage(),
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What the nightly run writes about itself.
  public Ledger ledger(String tenant) {
    return new Ledger(this, tenant);
  }

  /// The record of who looked, to be proved.
  public AuditRecord audit(String tenant) {
    return new AuditRecord(this, tenant);
  }

  /// The trained models of a district, as the owner: decisions still need a person of the district.
  public ModelRegistry models(String tenant) {
    return new ModelRegistry(JdbcClient.create(owner()), tenant);
  }

  /// Questions asked as one person, through row-level security.
  public PersonLogin personLogin() {
    return new PersonLogin(login);
  }

  /// For whoever works on through the day: starts the embedded server again where it was killed.
  /// A server of the district's own is left to the district.
  public void revive() {
    if (embedded != null) {
      try {
        if (!embedded.revive()) {
          throw new StoreException("its port is taken; stop Waymark and start it again", null);
        }
      } catch (IOException | StoreException e) {
        System.getLogger(Database.class.getName())
            .log(
                System.Logger.Level.ERROR,
                "The embedded database does not come up again: " + e.getMessage());
      }
    }
  }

  /// Whatever works on this database until it closes: closed before the connections are, the
  /// newest first, also when the process is told to end.
  public synchronized void closesBefore(AutoCloseable guest) {
    guests.push(guest);
  }

  /// Closes the connections, and stops the embedded server when nobody else uses it.
  @Override
  public synchronized void close() {
    release();
    Thread hook = lastWish;
    lastWish = null;
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyGoing) {
        // The process is ending: the hook itself is who called.
      }
    }
  }

  private synchronized void release() {
    while (!guests.isEmpty()) {
      try {
        guests.pop().close();
      } catch (Exception e) {
        System.getLogger(Database.class.getName())
            .log(System.Logger.Level.WARNING, "Not closed cleanly: " + e.getMessage());
      }
    }
    if (web != null) {
      web.close();
    }
    if (owner != null) {
      owner.close();
    }
    if (embedded != null) {
      embedded.close();
    }
  }

  private void prepare() {
    lastWish = new Thread(this::release, "waymark-store-close");
    Runtime.getRuntime().addShutdownHook(lastWish);
    try (Connection connection = login.connect()) {
      Migrations.apply(connection, login.url(), login.user(), login.password(), webPassword);
    } catch (SQLException e) {
      close();
      throw StoreException.of("The database at " + login.address() + " cannot be opened", e);
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  private static HikariDataSource pool(String name, Login login, int most) {
    var config = new HikariConfig();
    config.setPoolName("waymark-" + name);
    config.setJdbcUrl(login.url());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setConnectionInitSql("set time zone 'UTC'");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "waymark-" + name);
    // the detail of an error quotes the row, and errors are logged
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
