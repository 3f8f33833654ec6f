package dev.portico.invoice.invoice;

import dev.portico.events.DocumentData;
import java.util.Base64;

/// A PDF that is stored, and is yet to be told of.
///
/// @param id under which it is stored
/// @param number as printed
record Made(String id, String number, String sha256, byte[] pdf) {

    // In Base64 it is a third longer, and an event may be a megabyte.
    private static final int MOST_BYTES = 700_000;

    DocumentData data() {
        String told = pdf.length > MOST_BYTES ? null : Base64.getEncoder().encodeToString(pdf);
        return new DocumentData(id, number, sha256, told);
    }
}
