package dev.portico.notification.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ToldTest {

    static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void a_payment_method_is_told_without_its_details() {
        ObjectNode method = entity("""
                {"id":"paymtd_1","customer_id":"ctm_1","type":"card","card":{"last4":"4242"},"deletion_reason":"api"}""");
        assertThat(Told.by("payment_method.saved", method).propertyNames())
                .containsExactly("id", "customer_id", "type");
        assertThat(Told.by("payment_method.deleted", method).propertyNames())
                .containsExactly("id", "customer_id", "type", "deletion_reason");
    }

    @Test
    void only_the_creation_of_a_subscription_names_its_transaction() {
        ObjectNode subscription = entity("""
                {"id":"sub_1","transaction_id":"txn_1","management_urls":{},"next_transaction":null,"items":[]}""");
        assertThat(Told.by("subscription.created", subscription).propertyNames())
                .containsExactly("id", "transaction_id", "items");
        assertThat(Told.by("subscription.updated", subscription).propertyNames())
                .containsExactly("id", "items");
    }

    @Test
    void a_transaction_is_told_without_what_could_be_included() {
        ObjectNode transaction = entity("""
                {"id":"txn_1","customer":{},"address":{},"adjustments":[],"discount_id":null,"details":{}}""");
        assertThat(Told.by("transaction.completed", transaction).propertyNames())
                .containsExactly("id", "discount_id", "details");
    }

    @Test
    void what_this_service_does_not_know_is_told_all_the_same_and_to_the_letter() {
        String customer = """
                {"id":"ctm_1","custom_data":{"b":1,"a":[1.50,null,"\u00e9"],"":{}},"new_field":12345678901234}""";
        assertThat(Told.by("customer.updated", entity(customer))).isEqualTo(entity(customer));
    }

    @Test
    void an_entity_is_about_itself_and_whom_it_names() {
        assertThat(Told.ids(entity("""
                        {"id":"txn_1","customer_id":"ctm_1","subscription_id":null,"custom_data":{"id":"sub_9"}}"""))).containsExactly("txn_1", "ctm_1");
    }

    private static ObjectNode entity(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
