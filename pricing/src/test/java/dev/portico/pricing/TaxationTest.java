package dev.portico.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.events.TransactionData.LineTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaxationTest {

    static final PriceData PRICE = Samples.price("pri_1", 11_900, "account_setting");
    static final ProductData BOOK = new ProductData(
            "pro_2", "A book", "standard", null, "ebooks", null, null, "active", Samples.NOW, Samples.NOW, null);

    @Test
    void the_most_specific_rate_is_used() {
        var settings = Samples.settings(
                "external",
                false,
                new Rate("US", null, null, "0.01", null),
                new Rate("US", null, "ebooks", "0.02", null),
                new Rate("US", "New York", null, "0.03", null),
                new Rate("US", "New York", "ebooks", "0.04", null));
        assertThat(rate(settings, new Place("US", null), Samples.SOFTWARE)).isEqualTo("0.01");
        assertThat(rate(settings, new Place("US", null), BOOK)).isEqualTo("0.02");
        assertThat(rate(settings, new Place("US", " new york "), Samples.SOFTWARE))
                .isEqualTo("0.03");
        assertThat(rate(settings, new Place("US", "NEW YORK"), BOOK)).isEqualTo("0.04");
        assertThat(rate(settings, new Place("US", "Texas"), BOOK)).isEqualTo("0.02");
    }

    @Test
    void nothing_is_taxed_where_there_is_no_rate_or_nobody_knows_where() {
        var settings = Samples.settings("internal", true, new Rate("DE", null, null, "0.19", "USt"));
        assertThat(rate(settings, new Place("FR", null), BOOK)).isEqualTo("0");
        assertThat(rate(settings, null, BOOK)).isEqualTo("0");
        assertThat(Taxation.NONE.of(PRICE, BOOK)).isEqualTo(Tax.NONE);
    }

    @Test
    void a_price_says_itself_whether_it_includes_the_tax_or_leaves_it_to_the_merchant() {
        for (String mode : List.of("external", "internal", "location")) {
            var settings = Samples.settings(
                    mode, false, new Rate("DE", null, null, "0.19", null), new Rate("US", null, null, "0.1", null));
            var german = new Taxation(settings, "DE", new Place("DE", null), null);
            var american = new Taxation(settings, "DE", new Place("US", null), null);
            assertThat(german.of(PRICE, BOOK).included()).isEqualTo(!mode.equals("external"));
            assertThat(american.of(PRICE, BOOK).included()).isEqualTo(mode.equals("internal"));
            assertThat(american.of(Samples.price("pri_2", 1, "internal"), BOOK).included())
                    .isTrue();
            assertThat(german.of(Samples.price("pri_2", 1, "external"), BOOK).included())
                    .isFalse();
            assertThat(german.of(Samples.price("pri_2", 1, "location"), BOOK).included())
                    .isTrue();
        }
    }

    @Test
    void a_business_elsewhere_in_the_union_owes_the_tax_itself() {
        Taxation french = french("DE", "FR 40 303 265 045");
        assertThat(french.treatment()).isEqualTo("reverse_charge");
        Priced line = priced(french, "external");
        assertThat(line.rated().taxRate()).isEqualTo("0");
        assertThat(line.totals()).isEqualTo(new LineTotals("12000", "0", "0", "12000"));
    }

    @Test
    void who_owes_the_tax_himself_pays_a_price_that_includes_it_without_it() {
        assertThat(priced(french("DE", "FR40303265045"), "internal").totals())
                .isEqualTo(new LineTotals("10000", "0", "0", "10000"));
        assertThat(priced(french("DE", null), "internal").totals())
                .isEqualTo(new LineTotals("10000", "0", "2000", "12000"));
    }

    @Test
    void without_a_valid_number_or_at_home_or_outside_of_the_union_the_tax_is_charged() {
        assertThat(french("DE", null).treatment()).isNull();
        assertThat(french("DE", "FR40303265046").treatment()).isNull();
        assertThat(french("DE", "DE136695976").treatment()).isNull();
        assertThat(french("FR", "FR40303265045").treatment()).isNull();
        assertThat(french("GB", "FR40303265045").treatment()).isNull();
        assertThat(french(null, "FR40303265045").treatment()).isNull();
        var settings = Samples.settings("external", false, new Rate("FR", null, null, "0.2", null));
        assertThat(new Taxation(settings, "DE", new Place("FR", null), "FR40303265045").treatment())
                .isNull();
    }

    private static Taxation french(@Nullable String seller, @Nullable String identifier) {
        var settings = Samples.settings("external", true, new Rate("FR", null, null, "0.2", "TVA"));
        return new Taxation(settings, seller, new Place("FR", null), identifier);
    }

    private static Priced priced(Taxation taxation, String mode) {
        return Pricing.of(List.of(Samples.entry(12_000, 1, mode)), null, taxation)
                .getFirst();
    }

    private static String rate(TaxSettingsData settings, @Nullable Place buyer, ProductData product) {
        return new Taxation(settings, "DE", buyer, null).of(PRICE, product).charged();
    }
}
