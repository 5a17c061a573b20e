package org.waymark.web.gate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Texts of a JSON body, held to the same rule as parameters: what the database could not keep
/// is refused where it comes in.
final class TextDeserializer extends StdScalarDeserializer<String> {

  TextDeserializer() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
    @Nullable String text = StringDeserializer.instance.deserialize(json, context);
    if (text != null && !Intake.isText(text)) {
      return (String) context.handleWeirdStringValue(
          String.class, "a text", "holds a character that no text may have (NUL, half a pair)");
    }
    return text;
  }
}
