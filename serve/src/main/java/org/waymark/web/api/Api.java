package org.waymark.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the description of the API can't read off a method.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Api {
  /// What is answered, in one sentence without a full stop.
  String value();

  /// Names of parameters that a filter reads out of the address itself; [Parameters] has their
  /// words.
  String[] asks() default {};

  /// What is answered, where the method itself leaves it open.
  Class<?> answers() default void.class;

  /// Fields of a body that the method reads by name.
  String[] body() default {};

  /// Whether the answer rests on published figures alone and shows no student: then it is known
  /// to be unchanged before it is made.
  boolean published() default false;

  /// Whether the answer is one page of a list: `limit`, `offset`, `X-Total-Count` and `Link`.
  boolean paged() default false;
}
