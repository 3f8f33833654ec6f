package dev.portico.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.SystemTask;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/// What the compiler can't check. Each service's `ArchitectureTest` imports these.
public final class HouseRules {

    /// The rule that isolation stands on.
    @ArchTest
    public static final ArchRule STORES_ASK_FOR_THE_CALLER = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(keepDocuments())
            .should(askForTheCaller())
            .allowEmptyShould(true)
            .because("whoever forgets the caller reads a stranger's data;"
                    + " mark a look across merchants with @SystemTask and say why");

    @ArchTest
    public static final ArchRule ONLY_THE_CHASSIS_KNOWS_THE_DRIVER = noClasses()
            .that()
            .resideOutsideOfPackages("dev.portico.chassis..", "dev.portico.testing..", "dev.portico.standalone..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "com.mongodb.client",
                    "org.springframework.data.mongodb.core..",
                    "org.springframework.data.mongodb.repository..",
                    "org.springframework.kafka.."))
            .because("they read and publish without a caller; use Stores and Listener of the chassis instead");

    @ArchTest
    public static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests and test clocks move the time; ask the injected Clock");

    @ArchTest
    public static final ArchRule SECRETS_ARE_RANDOM = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(Math.class, "random")
            .because("both can be guessed; use Secrets");

    @ArchTest
    public static final ArchRule NAMES_SAY_WHAT_THINGS_ARE = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto|DTO)$")
            .because("such a name says nothing about the billing field; name the thing");

    @ArchTest
    public static final ArchRule SETTINGS_ARE_RECORDS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
            .because("settings are one checked record per feature; use @ConfigurationProperties");

    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "dev.portico.(auth|billing|subscription|invoice|notification|gateway)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("services talk by events alone");

    @ArchTest
    public static final ArchRule PRICING_CALCULATES_AND_DOES_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("dev.portico.pricing..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "dev.portico.pricing..",
                    "dev.portico.chassis.money..",
                    "dev.portico.events.."))
            .allowEmptyShould(true)
            .because("a preview and the bill come to the same only if nothing but what is handed in decides");

    /// What a link in an e-mail opens is looked at in one place.
    @ArchTest
    public static final ArchRule ONLY_TASKS_SERVE_WHOEVER_HOLDS_A_LINK = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("TaskApi")
            .should()
            .notHaveRawParameterTypes(whoeverHoldsALink())
            .allowEmptyShould(true)
            .because("a link is passed on and lies in mailboxes: it opens one task, and shows nothing else;"
                    + " put what a task needs into its TaskApi");

    private static final Set<String> SET_UP =
            Set.of("index", "unique", "dueIndex", "taskIndex", "globalIndex", "shownAs");

    private HouseRules() {}

    // Whatever holds the raw collection is a store, also one that nobody has thought of yet.
    private static DescribedPredicate<JavaClass> keepDocuments() {
        return new DescribedPredicate<>("keep documents") {
            @Override
            public boolean test(JavaClass type) {
                return type.getFields().stream()
                        .anyMatch(field -> field.getRawType().getName().equals("dev.portico.chassis.store.Documents"));
            }
        };
    }

    private static DescribedPredicate<List<JavaClass>> whoeverHoldsALink() {
        return new DescribedPredicate<>("with a Caller.Payer") {
            @Override
            public boolean test(List<JavaClass> parameters) {
                return parameters.stream().anyMatch(type -> type.isEquivalentTo(Caller.Payer.class));
            }
        };
    }

    private static ArchCondition<JavaMethod> askForTheCaller() {
        return new ArchCondition<>("take a Caller or the event that carries one") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean asks = method.getRawParameterTypes().stream().anyMatch(HouseRules::carriesCaller);
                boolean exempt = method.isAnnotatedWith(SystemTask.class)
                        || SET_UP.contains(method.getName())
                        || method.getModifiers().contains(JavaModifier.SYNTHETIC);
                if (!asks && !exempt) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " reads without a caller"));
                }
            }
        };
    }

    private static boolean carriesCaller(JavaClass type) {
        return type.isEquivalentTo(Caller.class) || type.isEquivalentTo(Received.class);
    }
}
