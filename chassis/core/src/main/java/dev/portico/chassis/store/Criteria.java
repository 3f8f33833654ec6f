package dev.portico.chassis.store;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// What a list is to hold. Whatever was not asked for narrows nothing.
public final class Criteria {

    private final List<Bson> terms = new ArrayList<>();

    private Criteria() {}

    public static Criteria all() {
        return new Criteria();
    }

    /// Only what has one of these values; everything if there are none.
    ///
    /// @param field as stored; `id` is the id
    public Criteria anyOf(String field, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) return this;
        List<String> wanted = values.stream().map(String::strip).distinct().toList();
        String stored = field.equals("id") ? "_id" : field;
        terms.add(wanted.size() == 1 ? Filters.eq(stored, wanted.getFirst()) : Filters.in(stored, wanted));
        return this;
    }

    /// Only what has this value; everything if it is absent.
    public Criteria is(String field, @Nullable Object value) {
        if (value != null) terms.add(Filters.eq(field, value));
        return this;
    }

    /// Only what lies in the range.
    public Criteria within(String field, TimeRange range) {
        bound(field, range.at(), Filters::eq);
        bound(field, range.after(), Filters::gt);
        bound(field, range.from(), Filters::gte);
        bound(field, range.before(), Filters::lt);
        bound(field, range.until(), Filters::lte);
        return this;
    }

    /// Only what has the text in one of the fields, in upper or lower case.
    public Criteria search(@Nullable String text, String... fields) {
        if (text == null || text.isBlank()) return this;
        Pattern pattern = Pattern.compile(Pattern.quote(text.strip()), Pattern.CASE_INSENSITIVE);
        List<Bson> anywhere = new ArrayList<>();
        for (String field : fields) anywhere.add(Filters.regex(field.equals("id") ? "_id" : field, pattern));
        terms.add(Filters.or(anywhere));
        return this;
    }

    /// Any other term.
    public Criteria and(Bson term) {
        terms.add(term);
        return this;
    }

    public Bson filter() {
        return terms.isEmpty() ? Filters.empty() : Filters.and(terms);
    }

    private <T> void bound(String field, @Nullable T value, BiFunction<String, T, Bson> term) {
        if (value != null) terms.add(term.apply(field, value));
    }
}
