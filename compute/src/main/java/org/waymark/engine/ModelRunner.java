package org.waymark.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Builds models in the order of their dependencies, independent ones side by side.
public final class ModelRunner {

  /// @param rows how many rows the table holds; 0 for a view
  public record Built(Model model, long rows, Duration took) {}

  private record Outcome(SqlEngine session, Model model, Object result) {}

  private final List<? extends SqlEngine> sessions;
  private final Progress progress;

  /// @param sessions one per model that may run at the same time, all on the same database
  public ModelRunner(List<? extends SqlEngine> sessions, Progress progress) {
    this.sessions = List.copyOf(sessions);
    this.progress = progress;
  }

  /// @return what was built, in the order in which it was finished
  public List<Built> run(List<Model> models) {
    var waiting = new ArrayList<>(inOrder(models));
    progress.begin("models", waiting.size());
    for (String room : new TreeSet<>(waiting.stream().map(Model::room).toList())) {
      sessions.getFirst().createSchema(room);
    }
    var own = new HashSet<String>(waiting.stream().map(Model::table).toList());
    var built = new HashSet<String>();
    var results = new ArrayList<Built>();
    var idle = new ArrayList<SqlEngine>(sessions);
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    int running = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(sessions.size())) {
      while (!waiting.isEmpty() || running > 0) {
        for (Model model : List.copyOf(waiting)) {
          if (idle.isEmpty() || !ready(model, own, built)) {
            continue;
          }
          SqlEngine session = idle.removeLast();
          waiting.remove(model);
          running++;
          CompletableFuture.supplyAsync(() -> build(session, model), threads)
              .whenComplete((ok, failure) ->
                  outcomes.add(new Outcome(session, model, failure == null ? ok : failure)));
        }
        Outcome outcome = outcomes.take();
        running--;
        idle.add(outcome.session());
        if (!(outcome.result() instanceof Built done)) {
          Throwable cause = (Throwable) outcome.result();
          throw new EngineException(
              "Model " + outcome.model().table() + " failed: " + rootMessage(cause), cause);
        }
        built.add(outcome.model().table());
        results.add(done);
        progress.done("models", outcome.model().table(), done.rows(), done.took());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("The run was interrupted", e);
    }
    return results;
  }

  /// The models so that each stands behind those that it reads.
  public static List<Model> inOrder(List<Model> models) {
    var ordered = new ArrayList<Model>();
    var own = new HashSet<String>(models.stream().map(Model::table).toList());
    var placed = new HashSet<String>();
    while (ordered.size() < models.size()) {
      int before = ordered.size();
      for (Model model : models) {
        if (!placed.contains(model.table()) && ready(model, own, placed)) {
          ordered.add(model);
          placed.add(model.table());
        }
      }
      if (ordered.size() == before) {
        var circle = new TreeSet<>(own);
        circle.removeAll(placed);
        throw new IllegalStateException("These models wait for each other: " + circle);
      }
    }
    return ordered;
  }

  private static boolean ready(Model model, Set<String> own, Set<String> built) {
    return model.dependsOn().stream().allMatch(t -> !own.contains(t) || built.contains(t));
  }

  private static Built build(SqlEngine session, Model model) {
    long start = System.nanoTime();
    long rows = model.build(session);
    return new Built(model, rows, Duration.ofNanos(System.nanoTime() - start));
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof EngineException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
