package dev.portico.chassis.outbox;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How events are written and read: snake case like the API; what a reader does not know it passes over.
public final class EventJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public String write(Object data) {
        return mapper.writeValueAsString(data);
    }

    /// @throws tools.jackson.core.JacksonException if the text is not what the type says
    public <T> T read(byte[] data, Class<T> type) {
        return mapper.readValue(data, type);
    }
}
