package dev.portico.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.portico.chassis.store.ForgetfulStore;
import org.junit.jupiter.api.Test;

/// A rule that never fires protects nobody: each is shown what it forbids.
class HouseRulesTest {

    static final JavaClasses CHASSIS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.portico.chassis");
    static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    @Test
    void a_store_that_does_not_ask_for_the_caller_is_found() {
        JavaClasses forgetful = new ClassFileImporter().importClasses(ForgetfulStore.class);
        assertThat(broken(HouseRules.STORES_ASK_FOR_THE_CALLER, forgetful)).contains("anybodys");
        assertThat(HouseRules.STORES_ASK_FOR_THE_CALLER.evaluate(CHASSIS).hasViolation())
                .isFalse();
    }

    @Test
    void a_repository_past_the_chassis_is_found() {
        assertThat(broken(HouseRules.ONLY_THE_CHASSIS_KNOWS_THE_DRIVER, PLANTED))
                .contains("MongoTemplate");
    }

    @Test
    void so_are_a_clock_chance_and_settings_of_ones_own_and_empty_names() {
        assertThat(broken(HouseRules.TIME_IS_HANDED_IN, PLANTED)).contains("Instant.now()");
        assertThat(broken(HouseRules.SECRETS_ARE_RANDOM, PLANTED)).contains("java.util.Random");
        assertThat(broken(HouseRules.SETTINGS_ARE_RECORDS, PLANTED)).contains("Value");
        assertThat(broken(HouseRules.NAMES_SAY_WHAT_THINGS_ARE, PLANTED)).contains("OrderHelper");
    }

    private static String broken(ArchRule rule, JavaClasses classes) {
        return String.join("\n", rule.evaluate(classes).getFailureReport().getDetails());
    }
}
