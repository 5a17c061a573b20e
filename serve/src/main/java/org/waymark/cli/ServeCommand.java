package org.waymark.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import org.waymark.store.Database;
import org.waymark.web.WebServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Show the pages.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "port (default: ${DEFAULT-VALUE}; 0 takes a free one)")
  int port;

  @Option(
      names = "--address",
      paramLabel = "A",
      defaultValue = "127.0.0.1",
      description = "where to listen (default: ${DEFAULT-VALUE})")
  String address = "127.0.0.1";

  @Override
  public Integer call() throws Exception {
    requireFree(port, address);
    Database database = Database.open(data.ready());
    serve(database, port, address);
    return 0;
  }

  /// Asked before anything starts: the web server would tell of a taken port in twenty lines.
  static void requireFree(int port, String address) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    }
  }

  /// Shows the pages and sends the letters until the process is told to end.
  static void serve(Database database, int port, String address)
      throws IOException, InterruptedException {
    boolean isUp = false;
    try {
      WebServer server = WebServer.start(port, address, database);
      database.closesBefore(server);
      database.closesBefore(TellCommand.dispatcher(database).start());
      database.closesBefore(server.asksAhead());
      System.out.println("Waymark is ready at http://"
          + (address.equals("0.0.0.0") ? "localhost" : address) + ":" + server.port());
      System.out.flush();
      isUp = true;
    } finally {
      if (!isUp) {
        database.close();
      }
    }
    Thread.currentThread().join();
  }
}
