package dev.portico.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BreakingTest {

    private static final String CUSTOMER = "/components/schemas/Customer";
    private static final String NEW_CUSTOMER = "/components/schemas/NewCustomer";

    @Test
    void nothing_breaks_the_clients_of_a_release() throws IOException {
        JsonNode now = Repository.document();
        try (Stream<Path> releases = Files.list(Repository.API)) {
            for (Path release : releases.filter(file -> file.toString().matches(".*openapi-[0-9.]+\\.json"))
                    .toList())
                assertThat(Breaking.between(Repository.JSON.readTree(Files.readString(release)), now))
                        .as("clients of " + release.getFileName() + " would break: keep the old beside the new")
                        .isEmpty();
        }
    }

    @Test
    void a_field_more_in_an_answer_breaks_nobody() {
        assertThat(after(it -> it.withObject(CUSTOMER + "/properties")
                        .putObject("nickname")
                        .put("type", "string")))
                .isEmpty();
    }

    @Test
    void a_field_more_in_a_request_breaks_nobody_while_it_is_not_required() {
        assertThat(after(it -> it.withObject(NEW_CUSTOMER + "/properties")
                        .putObject("nickname")
                        .put("type", "string")))
                .isEmpty();
    }

    @Test
    void a_path_that_goes_breaks() {
        assertThat(after(it -> it.withObject("/paths").remove("/customers/{customer_id}")))
                .contains("get /customers/{customer_id} is gone");
    }

    @Test
    void a_field_that_goes_from_an_answer_breaks() {
        assertThat(after(it -> it.withObject(CUSTOMER + "/properties").remove("locale")))
                .contains("get /customers/{customer_id} data locale is gone");
    }

    @Test
    void a_field_that_becomes_required_breaks() {
        assertThat(after(it -> it.withObject(NEW_CUSTOMER).withArray("required").add("name")))
                .contains("post /customers name is required now");
    }

    @Test
    void a_field_of_another_kind_breaks() {
        assertThat(after(it -> it.withObject(CUSTOMER + "/properties/email").put("type", "integer")))
                .contains("get /customers/{customer_id} data email was [string] and is [integer]");
    }

    @Test
    void an_answer_that_may_be_null_now_breaks() {
        assertThat(after(it -> {
                    it.withObject(CUSTOMER + "/properties/email")
                            .putArray("type")
                            .add("string")
                            .add("null");
                }))
                .contains("get /customers/{customer_id} data email was [string] and is [null, string]");
    }

    @Test
    void a_value_that_is_not_taken_any_more_breaks() {
        assertThat(after(it -> it.withObject("/components/schemas/NewProduct/properties/tax_category")
                        .withArray("enum")
                        .remove(0)))
                .contains("post /products tax_category does not take digital-goods any more");
    }

    @Test
    void a_parameter_that_goes_breaks() {
        assertThat(after(it -> it.withObject("/paths/~1customers/get")
                        .withArray("parameters")
                        .remove(0)))
                .contains("get /customers has lost the parameter "
                        + Repository.document()
                                .at("/paths/~1customers/get/parameters/0/name")
                                .asString());
    }

    private static java.util.List<String> after(Consumer<ObjectNode> change) {
        ObjectNode document = Repository.document();
        ObjectNode changed = document.deepCopy();
        change.accept(changed);
        return Breaking.between(document, changed);
    }
}
