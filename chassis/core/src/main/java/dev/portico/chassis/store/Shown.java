package dev.portico.chassis.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/// Something in the JSON that the API shows it in: it goes out as it was written down.
///
/// @param <T> what it is
public record Shown<T>(String id, String json) implements JacksonSerializable {

    @Override
    public void serialize(JsonGenerator generator, SerializationContext context) {
        generator.writeRawValue(new Whole(json));
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
        serialize(generator, context);
    }

    /// Encoded in one piece: Jackson would look at each character, and a list has 60,000 of them.
    private static final class Whole extends SerializedString {

        private static final long serialVersionUID = 1L;

        Whole(String json) {
            super(json);
            _unquotedUTF8Ref = json.getBytes(UTF_8);
        }
    }
}
