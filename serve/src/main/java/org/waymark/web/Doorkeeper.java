package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;

/// Lets a request pass only to a route that is open to the person's role. A route that says
/// nothing is open to nobody; refused and missing look the same.
final class Doorkeeper implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod route) {
      @Nullable OpenTo door = route.getMethodAnnotation(OpenTo.class);
      if (door == null) {
        throw new NotVisible();
      }
      if (door.value() != Circle.ANYBODY) {
        Person person = Asker.person();
        if (!person.isIn(door.value())) {
          throw new NotVisible();
        }
      }
    }
    return true;
  }
}
