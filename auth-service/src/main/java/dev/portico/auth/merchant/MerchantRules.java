package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a merchant's fields may hold, whoever sets them.
final class MerchantRules {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_URL = 2048;

    private MerchantRules() {}

    static Fields check(
            Fields fields,
            @Nullable String name,
            @Nullable String brandColor,
            @Nullable String supportEmail,
            @Nullable String returnUrl,
            @Nullable String locale) {
        return fields.text("name", name, LONGEST_NAME)
                .matches("name", name, text -> text.indexOf('\n') < 0, "must be one line")
                .matches("brand_color", brandColor, c -> COLOR.matcher(c).matches(), "must look like #1a2b3c")
                .email("support_email", supportEmail)
                .matches("return_url", returnUrl, MerchantRules::isWebAddress, "must be an http or https address")
                .matches("locale", locale, MerchantRules::isLocale, "must be a language tag such as en or pt-BR");
    }

    static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= LONGEST_URL
                    && uri.getScheme() != null
                    && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isCountry(String code) {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code);
    }

    private static boolean isLocale(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
