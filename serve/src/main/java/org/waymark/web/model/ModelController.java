package org.waymark.web.model;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.store.ModelDeployment;
import org.waymark.store.RegisteredModel;
import org.waymark.web.Asker;
import org.waymark.web.NotVisible;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.model.Charge.Registry;
import org.waymark.web.proof.ModelCard;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.ProofReader;

/// The model in charge, all models, and their cards. The district decides; leaders read; a
/// teacher reads how the list is made.
@RestController
public class ModelController {
  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final Pages pages;

  ModelController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/model")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> model(HttpServletRequest request) {
    Person person = Asker.person();
    return person.role().seesOwnOnly()
        ? pages.ledger(
            request,
            "model",
            "modelForTeachers.jte",
            (rows, fresh) -> ModelReader.read(rows, fresh, person))
        : pages.ledger(
            request, "model", "model.jte", (rows, fresh) -> ModelReader.read(rows, fresh, person));
  }

  @GetMapping("/models")
  @OpenTo(Circle.LEADERS)
  ResponseEntity<String> models(HttpServletRequest request) {
    Person person = leader();
    String notice = Notice.take(request);
    return pages.ledger(
        request,
        "models",
        "models.jte",
        (rows, fresh) -> ModelsPage.read(rows, fresh, person, notice));
  }

  @GetMapping("/models/{id:[0-9a-f]{12}}")
  @OpenTo(Circle.LEADERS)
  ResponseEntity<String> card(HttpServletRequest request, @PathVariable("id") String id) {
    Person person = leader();
    String notice = Notice.take(request);
    return pages.ledger(
        request,
        "models",
        "modelCard.jte",
        (rows, fresh) -> CardPage.read(rows, fresh, person, id, notice));
  }

  @GetMapping("/models/{id:[0-9a-f]{12}}.md")
  @OpenTo(Circle.LEADERS)
  ResponseEntity<String> cardToTakeAway(@PathVariable("id") String id) {
    Person person = leader();
    String markdown = pages.read(rows -> {
      Registry registry = Registry.read(rows, person);
      return ModelCard.markdown(
          registry.model(id).orElseThrow(NotVisible::new), registry.current());
    });
    return ResponseEntity.ok()
        .contentType(MARKDOWN)
        .header("Content-Disposition", "attachment; filename=\"waymark-model-" + id + ".md\"")
        .body(markdown);
  }

  /// The model page for machines.
  public record Answer(
      String finding,
      Charge charge,
      String refusal,
      String statement,
      @Nullable Proof proof,
      List<ModelPage.Signal> drift,
      List<String> retrain,
      List<ModelPage.Driver> drivers) {}

  @Api("Who makes the list of students, proved how, and what has drifted since")
  @GetMapping("/api/v1/risk/model")
  @OpenTo(Circle.LEADERS)
  Answer forMachines() {
    Person person = leader();
    return pages.json((rows, fresh) -> {
      ModelPage page = ModelReader.read(rows, fresh, person);
      return new Answer(
          page.title(),
          page.charge(),
          page.refusal(),
          page.statement(),
          page.proof(),
          page.drift(),
          page.retrain(),
          page.drivers());
    });
  }

  /// One model of the registry for machines.
  public record Registered(
      String modelId,
      String trainedAt,
      String trainedBy,
      String runId,
      String dataHash,
      String status,
      boolean released,
      String reason,
      List<RegisteredModel.Approval> approvals,
      Proof proof) {}

  /// The registry for machines.
  public record RegistryAnswer(
      Charge charge, List<Registered> models, List<ModelDeployment> decisions) {}

  @Api("Every trained model, and every decision about them")
  @GetMapping("/api/v1/risk/models")
  @OpenTo(Circle.LEADERS)
  RegistryAnswer registryForMachines() {
    Person person = leader();
    return pages.json((rows, fresh) -> {
      Registry registry = Registry.read(rows, person);
      return new RegistryAnswer(
          Charge.read(rows, fresh, registry.models(), registry.current()),
          registry.models().stream().map(m -> registered(m, registry)).toList(),
          registry.decisions());
    });
  }

  @Api("One trained model: its data, its proof, who approved it")
  @GetMapping("/api/v1/risk/models/{id:[0-9a-f]{12}}")
  @OpenTo(Circle.LEADERS)
  Registered cardForMachines(@PathVariable("id") String id) {
    Person person = leader();
    return pages.json((rows, fresh) -> {
      Registry registry = Registry.read(rows, person);
      return registered(registry.model(id).orElseThrow(NotVisible::new), registry);
    });
  }

  private static Registered registered(RegisteredModel model, Registry registry) {
    return new Registered(
        model.modelId(),
        model.trainedAt().toInstant().toString(),
        model.trainedBy(),
        model.runId(),
        model.dataHash(),
        model.status(registry.current()).words(),
        model.isReleased(),
        model.releaseReason(),
        model.approvals(),
        ProofReader.read(model.proof()));
  }

  /// These pages do not exist for teachers.
  private static Person leader() {
    return Optional.of(Asker.person())
        .filter(person -> !person.role().seesOwnOnly())
        .orElseThrow(NotVisible::new);
  }
}
