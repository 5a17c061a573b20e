package org.waymark.web.gate;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/// What stands in front of all pages, in its order.
@Configuration(proxyBeanMethods = false)
public class GateConfiguration {

  @Bean
  FilterRegistrationBean<RequestId> requestId() {
    return at(new RequestId(), Ordered.HIGHEST_PRECEDENCE);
  }

  @Bean
  FilterRegistrationBean<AddressLimit> addressLimit(LimitSettings limits) {
    return at(new AddressLimit(limits.addressPerMinute()), Ordered.HIGHEST_PRECEDENCE + 5);
  }

  @Bean
  FilterRegistrationBean<Intake> intake(LimitSettings limits) {
    return at(new Intake(1_000L * limits.bodyKb()), Ordered.HIGHEST_PRECEDENCE + 10);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> lastResort() {
    return factory -> factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new LastResort()));
  }

  @Bean
  JacksonModule text() {
    return new SimpleModule("waymark-text").addDeserializer(String.class, new TextDeserializer());
  }

  private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> at(
      F filter, int order) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
