package dev.portico.invoice.document;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/// The reference validator of PDF/A and PDF/UA.
public final class Verapdf {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Verapdf() {}

    /// What a file does wrong, by the clauses of the norm; the first five.
    ///
    /// @param norm `3a`, `ua1`
    public static List<String> broken(byte[] pdf, String norm) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(norm);
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + "/"
                            + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage() + " "
                            + assertion.getLocation().getContext())
                    .limit(5)
                    .toList();
        }
    }
}
