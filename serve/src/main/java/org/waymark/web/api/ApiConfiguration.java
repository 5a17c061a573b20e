package org.waymark.web.api;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.waymark.access.PersonTransaction;
import org.waymark.usage.EventLog;
import org.waymark.web.Asker;
import org.waymark.web.gate.LimitSettings;
import org.waymark.web.gate.PersonLimit;
import org.waymark.web.usage.Watch;

/// What happens around every answer, in its order: the limit of the person, then (elsewhere) the
/// door, then whether the program has the answer already; what was used is noted at the end.
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration implements WebMvcConfigurer {
  private final LimitSettings limits;
  private final PersonTransaction transaction;
  private final EventLog events;

  ApiConfiguration(LimitSettings limits, PersonTransaction transaction, EventLog events) {
    this.limits = limits;
    this.transaction = transaction;
    this.events = events;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new PersonLimit(limits.personPerMinute(), Asker::personOrNull))
        .order(-10);
    registry.addInterceptor(new Unchanged(transaction)).order(10);
    registry.addInterceptor(new Watch(events)).order(20);
  }

  /// Behind the door: only what was let in has a state to speak of.
  @Bean
  FilterRegistrationBean<Tags> tags() {
    var registration = new FilterRegistrationBean<>(new Tags());
    registration.setOrder(0);
    return registration;
  }
}
