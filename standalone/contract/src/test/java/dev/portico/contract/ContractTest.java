package dev.portico.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void the_committed_contract_is_what_the_code_says() {
        String now = Repository.pretty(Contract.of(Repository.ROOT, Repository.version()));
        if (Repository.renewing()) Repository.write(Repository.DOCUMENT, now);
        assertThat(Repository.text(Repository.DOCUMENT))
                .as("gateway/src/main/resources/openapi.json is not what the code says." + Repository.RENEW)
                .isEqualTo(now);
    }

    @Test
    void every_operation_of_a_service_can_be_reached_through_the_gateway() {
        assertThat(Contract.shut()).isEmpty();
    }
}
