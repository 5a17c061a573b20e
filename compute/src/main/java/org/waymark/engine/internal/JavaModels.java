package org.waymark.engine.internal;

import org.waymark.engine.Card;
import org.waymark.engine.JavaModel;

/// Finds the class that a card names.
public final class JavaModels {

  private JavaModels() {}

  /// @param where the model, for messages
  public static JavaModel of(Card card, String where) {
    Object name = card.meta().get("computed_by");
    if (name == null) {
      throw new IllegalStateException(
          where + ".yml has neither a .sql nor a .csv file beside it, nor computed_by in its meta");
    }
    try {
      return (JavaModel) Class.forName(name.toString()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          where + ".yml: computed_by names " + name + ", which is no model", e);
    }
  }
}
