package org.waymark.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.waymark.access.Accounts;
import org.waymark.access.ApiTokens;
import org.waymark.access.Audit;
import org.waymark.access.PasswordLinks;
import org.waymark.access.PersonTransaction;
import org.waymark.access.SecondFactor;
import org.waymark.access.Sessions;
import org.waymark.access.SignIn;
import org.waymark.access.SignInGuard;
import org.waymark.interventions.PlaybookShelf;
import org.waymark.nightly.ServeSettings;
import org.waymark.reports.Press;
import org.waymark.store.Database;
import org.waymark.usage.EventLog;
import org.waymark.usage.UsageSettings;
import org.waymark.web.account.AccountController;
import org.waymark.web.account.InviteController;
import org.waymark.web.account.SecondFactorController;
import org.waymark.web.alerts.AlertController;
import org.waymark.web.alerts.ChoiceController;
import org.waymark.web.api.ApiConfiguration;
import org.waymark.web.api.OpenApiController;
import org.waymark.web.api.ProblemNumber;
import org.waymark.web.board.PublicController;
import org.waymark.web.cohorts.CohortController;
import org.waymark.web.door.Admission;
import org.waymark.web.door.PasswordController;
import org.waymark.web.door.SignInController;
import org.waymark.web.door.TokenController;
import org.waymark.web.equity.EquityController;
import org.waymark.web.figures.DictionaryController;
import org.waymark.web.gaps.GapsController;
import org.waymark.web.gate.GateConfiguration;
import org.waymark.web.growth.GrowthController;
import org.waymark.web.jump.JumpController;
import org.waymark.web.letters.LetterController;
import org.waymark.web.model.DecisionController;
import org.waymark.web.model.ModelController;
import org.waymark.web.norms.NormsController;
import org.waymark.web.overview.OverviewController;
import org.waymark.web.people.AccessController;
import org.waymark.web.people.AuditController;
import org.waymark.web.people.GrantController;
import org.waymark.web.people.PeopleController;
import org.waymark.web.people.StudentAccessController;
import org.waymark.web.plans.PlanApi;
import org.waymark.web.plans.PlanController;
import org.waymark.web.plans.PlanLogController;
import org.waymark.web.plans.PlaybookController;
import org.waymark.web.plans.SupportReader;
import org.waymark.web.quality.QualityController;
import org.waymark.web.runs.RunsController;
import org.waymark.web.student.PacketController;
import org.waymark.web.student.StudentController;
import org.waymark.web.student.SupportApi;
import org.waymark.web.student.SupportController;
import org.waymark.web.student.TimelineController;
import org.waymark.web.thresholds.ThresholdController;
import org.waymark.web.triage.BulkController;
import org.waymark.web.triage.SavedFilterController;
import org.waymark.web.triage.TriageController;
import org.waymark.web.triage.WeekController;
import org.waymark.web.usage.FeedbackController;
import org.waymark.web.usage.UsageController;

/// The pages, put together by hand: every controller that exists is in this list.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@Import({
  SecurityConfiguration.class,
  GateConfiguration.class,
  ErrorPages.class,
  SignInController.class,
  TokenController.class,
  PasswordController.class,
  InviteController.class,
  AccountController.class,
  SecondFactorController.class,
  ThemeController.class,
  HomeController.class,
  AlertController.class,
  ChoiceController.class,
  LetterController.class,
  JumpController.class,
  OverviewController.class,
  PublicController.class,
  PeopleController.class,
  GrantController.class,
  AuditController.class,
  AccessController.class,
  StudentAccessController.class,
  GapsController.class,
  TriageController.class,
  WeekController.class,
  SavedFilterController.class,
  StudentController.class,
  PlanController.class,
  PlanLogController.class,
  PlanApi.class,
  PlaybookController.class,
  SupportController.class,
  SupportApi.class,
  TimelineController.class,
  BulkController.class,
  PacketController.class,
  QualityController.class,
  RunsController.class,
  DictionaryController.class,
  OpenApiController.class,
  ApiConfiguration.class,
  ProblemNumber.class,
  UsageController.class,
  FeedbackController.class,
  EquityController.class,
  CohortController.class,
  NormsController.class,
  GrowthController.class,
  ThresholdController.class,
  ModelController.class,
  DecisionController.class
})
public class WaymarkApplication implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    CacheControl hour = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    registry
        .addResourceHandler("/assets/lib/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/")
        .setCacheControl(hour);
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(hour);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Doorkeeper());
  }

  @Bean
  TemplateEngine templates() {
    TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    engine.setTrimControlStructures(true);
    return engine;
  }

  @Bean
  PersonTransaction personTransaction(Database database) {
    return new PersonTransaction(database.web());
  }

  @Bean
  SignInGuard signInGuard(Database database) {
    return new SignInGuard(database.owner());
  }

  @Bean
  SignIn signIn(Database database, SignInGuard guard) {
    return new SignIn(database.web(), guard);
  }

  @Bean
  SecondFactor secondFactor(Database database, SignInGuard guard) {
    return new SecondFactor(
        database.owner(), database.key("second-factor"), guard, Clock.systemUTC());
  }

  @Bean
  Accounts accounts(Database database) {
    return new Accounts(database.owner());
  }

  @Bean
  PasswordLinks passwordLinks(Database database, Accounts accounts, SignInGuard guard) {
    return new PasswordLinks(database.owner(), accounts, guard);
  }

  @Bean
  ApiTokens apiTokens(Database database) {
    return new ApiTokens(database.web(), database.key("api-tokens"), Clock.systemUTC());
  }

  @Bean
  Sessions sessions(Database database, ServeSettings settings) {
    return new Sessions(database.owner(), database.web(), settings.idle(), settings.longest());
  }

  @Bean
  Admission admission(Sessions sessions) {
    return new Admission(sessions);
  }

  @Bean(destroyMethod = "close")
  EventLog eventLog(Database database) throws IOException {
    return EventLog.open(
        database.owner(), database.key("usage"), UsageSettings.read(database.dataDir()));
  }

  @Bean
  Audit audit(PersonTransaction transaction) {
    return new Audit(transaction);
  }

  @Bean
  PlaybookShelf playbooks(Database database) {
    return new PlaybookShelf(database.dataDir());
  }

  @Bean
  SupportReader supportReader(Database database, PlaybookShelf playbooks, DistrictTime time) {
    return new SupportReader(database.dataDir(), playbooks, time);
  }

  @Bean
  DistrictTime districtTime(Database database) {
    return new DistrictTime(database.dataDir(), Clock.systemUTC());
  }

  @Bean
  Press press() {
    return new Press();
  }

  @Bean
  Pages pages(TemplateEngine templates, PersonTransaction transaction, Audit audit) {
    return new Pages(templates, transaction, audit);
  }
}
