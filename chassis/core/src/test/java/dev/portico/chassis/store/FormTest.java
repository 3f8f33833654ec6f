package dev.portico.chassis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormTest {

    record Part(String name, int size) {}

    record Whole(String id, List<Part> parts) {}

    record Renamed(String key, List<Part> parts) {}

    record Retyped(String id, Set<Part> parts) {}

    record Tree(String id, List<Tree> branches) {}

    record Deep(Whole whole) {}

    static final class Other {
        record Part(String name, long size) {}

        record Whole(String id, List<Part> parts) {}

        record Deep(Whole whole) {}
    }

    @Test
    void every_shape_has_a_form_of_its_own_however_deep_the_difference_lies() {
        List<Class<?>> shapes = List.of(
                Part.class,
                Whole.class,
                Renamed.class,
                Retyped.class,
                Tree.class,
                Deep.class,
                Other.Part.class,
                Other.Whole.class,
                Other.Deep.class);
        assertThat(shapes.stream().map(Form::of).collect(Collectors.toSet())).hasSameSizeAs(shapes);
    }

    @Test
    void one_shape_has_one_form() {
        assertThat(Stream.generate(() -> Form.of(Deep.class)).limit(3).distinct())
                .hasSize(1);
    }
}
