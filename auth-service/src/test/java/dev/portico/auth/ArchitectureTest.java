package dev.portico.auth;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.portico.testing.HouseRules;

@AnalyzeClasses(packages = {"dev.portico.auth", "dev.portico.chassis"}, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES = SlicesRuleDefinition.slices()
            .matching("dev.portico.auth.(*)..")
            .should()
            .beFreeOfCycles();
}
