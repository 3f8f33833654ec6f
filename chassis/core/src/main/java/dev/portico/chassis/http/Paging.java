package dev.portico.chassis.http;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.PageRequest.Order;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `per_page`, `after` and `order_by` as the list's [Paged] allows. `Skip-Count: true` spares the counting.
public final class Paging implements HandlerMethodArgumentResolver {

    private static final int LONGEST_ID = 64;
    private static final Pattern ORDER = Pattern.compile("([a-z_]{1,40})\\[(ASC|DESC)]");
    private static final Pattern CAMEL = Pattern.compile("_([a-z])");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Paged paged =
                Objects.requireNonNull(parameter.getParameterAnnotation(Paged.class), "a list says how it is paged");
        String after = request.getParameter("after");
        Fields.check().text("after", after, LONGEST_ID).orRefuse();
        boolean counted = !"true".equalsIgnoreCase(request.getHeader("Skip-Count"));
        return new PageRequest(
                perPage(request.getParameter("per_page"), paged),
                after == null || after.isEmpty() ? null : after,
                counted,
                order(request.getParameter("order_by"), paged));
    }

    private static int perPage(@Nullable String text, Paged paged) {
        if (text == null) return paged.usual();
        int most = paged.most();
        boolean number = text.matches("[0-9]{1,9}") && Integer.parseInt(text) > 0;
        if (!number)
            Fields.check()
                    .wrong("per_page", "must be a number from 1 to " + most)
                    .orRefuse();
        return Math.min(Integer.parseInt(text), most);
    }

    private static Order order(@Nullable String text, Paged paged) {
        if (text == null) return Order.NEWEST_FIRST;
        List<String> allowed = List.of(paged.by());
        Matcher matcher = ORDER.matcher(text);
        if (!matcher.matches() || !allowed.contains(matcher.group(1)))
            Fields.check()
                    .wrong("order_by", "must be one of " + String.join(", ", allowed) + ", followed by [ASC] or [DESC]")
                    .orRefuse();
        return new Order(stored(matcher.group(1)), matcher.group(2).equals("ASC"));
    }

    private static String stored(String wire) {
        return wire.equals("id")
                ? "_id"
                : CAMEL.matcher(wire).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
