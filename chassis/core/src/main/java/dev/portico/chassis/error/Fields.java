package dev.portico.chassis.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects everything that is wrong with a request, so that its sender hears it all at once.
public final class Fields {

    // Deliberately simple: exactly one @, no spaces or separators, a dot in the domain. The mail server has the last
    // word.
    private static final Pattern EMAIL = Pattern.compile(
            "[^@\\s,;|<>()\\[\\]\"\\\\]+@[^@\\s,;|<>()\\[\\]\"\\\\.]+(\\.[^@\\s,;|<>()\\[\\]\"\\\\.]+)+");

    private static final int DEEPEST = 20;

    private final List<FieldError> errors = new ArrayList<>();

    public static Fields check() {
        return new Fields();
    }

    public Fields required(String field, @Nullable Object value) {
        boolean missing = value == null || (value instanceof String text && text.isBlank());
        return missing ? wrong(field, "is required") : this;
    }

    public Fields text(String field, @Nullable String value, int maxLength) {
        if (value == null) return this;
        if (value.length() > maxLength) return wrong(field, "must have at most " + maxLength + " characters");
        boolean control = value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        return control ? wrong(field, "must not contain control characters") : this;
    }

    public Fields email(String field, @Nullable String value) {
        if (value == null) return this;
        boolean valid = value.length() <= 320
                && EMAIL.matcher(value).matches()
                && value.chars().noneMatch(Character::isISOControl);
        return valid ? this : wrong(field, "must be an e-mail address");
    }

    public Fields oneOf(String field, @Nullable String value, Set<String> allowed) {
        return value == null || allowed.contains(value)
                ? this
                : wrong(
                        field,
                        "must be one of "
                                + String.join(", ", allowed.stream().sorted().toList()));
    }

    public Fields range(String field, @Nullable Integer value, int minimum, int maximum) {
        boolean outside = value != null && (value < minimum || value > maximum);
        return outside ? wrong(field, "must be from " + minimum + " to " + maximum) : this;
    }

    public <T> Fields matches(String field, @Nullable T value, Predicate<T> rule, String message) {
        return value == null || rule.test(value) ? this : wrong(field, message);
    }

    /// Free-form JSON, if the store can keep it and give it back as it was.
    public Fields freeForm(String field, @Nullable Object value) {
        return isStorable(value, 0)
                ? this
                : wrong(field, "must be JSON with plain keys, 64-bit numbers and at most " + DEEPEST + " levels");
    }

    // `_class` is how the store's mapping says which class a document is: a sender could name any of ours.
    private static boolean isStorable(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> true;
            case Map<?, ?> map ->
                depth < DEEPEST
                        && map.entrySet().stream()
                                .allMatch(
                                        e -> isKey(String.valueOf(e.getKey())) && isStorable(e.getValue(), depth + 1));
            case List<?> list -> depth < DEEPEST && list.stream().allMatch(item -> isStorable(item, depth + 1));
            case Double number -> Double.isFinite(number);
            case String _, Boolean _, Integer _, Long _ -> true;
            default -> false;
        };
    }

    private static boolean isKey(String key) {
        return !key.equals("_class") && key.indexOf('\0') < 0;
    }

    public Fields wrong(String field, String message) {
        errors.add(new FieldError(field, message));
        return this;
    }

    /// @throws Refusal `invalid_field`, naming every field that was found wrong
    public void orRefuse() {
        if (!errors.isEmpty()) throw Refusal.fields(errors);
    }
}
