package dev.portico.chassis.importing;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.FieldError;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.ImportedBatchData.Rejection;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One line of an import: `{"type":"customer","external_id":"…","data":{…}}`. What is imported is known here by an id
/// that follows from the merchant's own, so that the same line is the same thing every time, and what refers to it
/// needs no look-up.
public final class ImportLine {

    private static final Set<String> FIELDS = Set.of("type", "external_id", "data");
    private static final int LONGEST_ID = 255;

    private final JsonMapper json;
    private final Kind kind;
    private final String externalId;
    private final ObjectNode data;

    private ImportLine(JsonMapper json, Kind kind, String externalId, ObjectNode data) {
        this.json = json;
        this.kind = kind;
        this.externalId = externalId;
        this.data = data;
    }

    /// @throws Refusal `invalid_json` or `invalid_field` for what is no such line
    public static ImportLine read(JsonMapper json, String text) {
        JsonNode line;
        try {
            line = json.readTree(text);
        } catch (JacksonException e) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "The line is not valid JSON.");
        }
        if (!line.isObject()) throw Refusal.of(ErrorCode.INVALID_JSON, "The line is not a JSON object.");
        for (String name : line.propertyNames())
            if (!FIELDS.contains(name)) throw Refusal.field(name, "is not a field of a line");
        Kind kind = Kind.of(line.path("type").asString(""))
                .orElseThrow(() -> Refusal.field(
                        "type", "must be product, price, customer, address, business, subscription or transaction"));
        String externalId =
                line.path("external_id").isString() ? line.path("external_id").asString() : "";
        if (externalId.isBlank() || externalId.length() > LONGEST_ID)
            throw Refusal.field("external_id", "must be a text of at most " + LONGEST_ID + " characters");
        if (!(line.path("data") instanceof ObjectNode data)) throw Refusal.field("data", "must be an object");
        return new ImportLine(json, kind, externalId, data);
    }

    public Kind kind() {
        return kind;
    }

    public String externalId() {
        return externalId;
    }

    /// The id under which it is known here.
    public String id(String merchantId) {
        return id(merchantId, kind, externalId);
    }

    /// Puts our id where the merchant's own stands: `customer_external_id` becomes `customer_id`.
    public void refer(String merchantId, Kind to) {
        refer(data, merchantId, to);
    }

    /// The same for each entry of a list.
    public void referEach(String list, String merchantId, Kind to) {
        data.path(list).forEach(entry -> {
            if (entry instanceof ObjectNode object) refer(object, merchantId, to);
        });
    }

    /// What a field is if the line does not say.
    public ImportLine usually(String field, Object value) {
        if (!data.has(field)) data.set(field, json.<JsonNode>valueToTree(value));
        return this;
    }

    /// What a field is, whatever the line says.
    public ImportLine always(String field, Object value) {
        data.set(field, json.<JsonNode>valueToTree(value));
        return this;
    }

    /// The times of what says none, in milliseconds as the store keeps them. What was here before is as old as it was:
    /// so the same line again is no news, and whatever was changed here since is newer than the line.
    ///
    /// @param since since when it has been here; null if it is new
    public ImportLine timed(Instant startedAt, @Nullable Instant since) {
        usually("created_at", Objects.requireNonNullElse(since, startedAt).toString());
        return usually("updated_at", data.path("created_at").asString(startedAt.toString()));
    }

    /// The data in the shape of a type.
    ///
    /// @throws Refusal `invalid_field` for a field that is unknown or of the wrong kind
    public <T> T as(Class<T> type) {
        try {
            return Objects.requireNonNull(json.treeToValue(data, type));
        } catch (JacksonException e) {
            Refusal refusal = ApiErrors.wrongValue("data", e);
            throw Refusal.fields(refusal.errors().stream()
                    .map(error -> new FieldError(error.field().replaceFirst("^data\\.", ""), error.message()))
                    .toList());
        }
    }

    /// What to say of a line that could not be kept.
    ///
    /// @param text as far as it can be read, its type and id are named
    public static Rejection rejection(JsonMapper json, int number, String text, RuntimeException why) {
        @Nullable ImportLine line = readable(json, text);
        Refusal refusal = why instanceof Refusal known
                ? known
                : Refusal.of(ErrorCode.INVALID_FIELD, "The line lacks something that is required.");
        FieldError first = refusal.errors().isEmpty() ? null : refusal.errors().getFirst();
        return new Rejection(
                number,
                line == null ? null : line.kind.wire(),
                line == null ? null : line.externalId,
                refusal.code().wire(),
                first == null ? refusal.detail() : first.field() + " " + first.message(),
                first == null ? null : first.field());
    }

    private static @Nullable ImportLine readable(JsonMapper json, String text) {
        try {
            return read(json, text);
        } catch (Refusal e) {
            return null;
        }
    }

    private static void refer(ObjectNode from, String merchantId, Kind to) {
        String external = to.wire() + "_external_id";
        JsonNode named = from.remove(external);
        if (named == null || named.isNull()) return;
        if (!named.isString()) throw Refusal.field(external, "must be a text");
        from.put(to.wire() + "_id", id(merchantId, to, named.asString()));
    }

    private static String id(String merchantId, Kind kind, String externalId) {
        return Ids.hashed(kind.prefix(), Instant.EPOCH, merchantId + ":" + kind.wire() + ":" + externalId);
    }
}
