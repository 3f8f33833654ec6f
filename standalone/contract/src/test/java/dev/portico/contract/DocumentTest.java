package dev.portico.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentTest {

    private final JsonNode document = Repository.document();

    @Test
    void it_is_valid_openapi_3_1() throws Exception {
        try (var schema = DocumentTest.class.getResourceAsStream("/openapi-3.1.schema.json")) {
            var openapi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON);
            assertThat(openapi.validate(document.toString(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void every_schema_is_a_valid_schema_and_every_reference_leads_somewhere() {
        for (String reference : document.findValuesAsString("$ref"))
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        document.path("components")
                .path("schemas")
                .forEach(schema -> assertThat(metaSchema.validate(schema.toString(), InputFormat.JSON))
                        .isEmpty());
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_says_what_it_does() {
        var names = new HashSet<String>();
        for (JsonNode operation : operations()) {
            String id = operation.path("operationId").asString();
            assertThat(id).matches("[a-z][A-Za-z]+");
            assertThat(names.add(id)).as(id + " is there twice").isTrue();
            assertThat(operation.path("summary").asString()).as(id).isNotBlank();
            assertThat(operation.path("tags")).as(id).isNotEmpty();
        }
    }

    @Test
    void every_resource_is_introduced() {
        for (JsonNode tag : document.path("tags"))
            assertThat(tag.path("description").asString())
                    .as("tag." + tag.path("name").asString() + " in glossary.properties")
                    .isNotBlank();
    }

    private java.util.List<JsonNode> operations() {
        var operations = new ArrayList<JsonNode>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }
}
