package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Looks over the doors of all services at once, without starting any.
class PermissionsTest {

    /// What a merchant's key may call: takes its caller, or any caller within a merchant.
    private static final Set<Class<?>> KEYS = Set.of(Caller.class, Caller.Merchant.class);

    @Test
    void every_permission_that_is_asked_for_can_be_given() {
        List<String> asked = doors().flatMap(PermissionsTest::needed).distinct().toList();
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(Permissions.ALL).containsAll(asked);
    }

    @Test
    void whatever_a_merchants_key_may_call_says_what_it_needs() {
        assertThat(doors().filter(
                                door -> Arrays.stream(door.getParameterTypes()).anyMatch(KEYS::contains)))
                .isNotEmpty()
                .allSatisfy(door ->
                        assertThat(needed(door)).as("@Needs on %s", door).isNotEmpty());
    }

    private static Stream<Method> doors() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scan.findCandidateComponents("dev.portico").stream()
                .map(found -> load(String.valueOf(found.getBeanClassName())))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class));
    }

    private static Stream<String> needed(Method door) {
        Needs needs = door.getAnnotation(Needs.class);
        if (needs == null) needs = door.getDeclaringClass().getAnnotation(Needs.class);
        if (needs == null) return Stream.empty();
        return needs.value().contains(".")
                ? Stream.of(needs.value())
                : Stream.of(needs.value() + ".read", needs.value() + ".write");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PermissionsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
