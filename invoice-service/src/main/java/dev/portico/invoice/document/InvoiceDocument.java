package dev.portico.invoice.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice as it is to be read: every text already in the reader's language, every amount already written out, and
/// the order in which its parts stand.
///
/// @param language as an IETF tag
/// @param title the PDF's title, with the number
/// @param author whose invoice it is
/// @param foot what stands at the foot of each page, opposite to the page's number
/// @param pageOf `Page {page} of {pages}`, both still to be filled in
/// @param attached the same invoice for machines; absent where the norm has no way to say it
/// @param issuedAt the document's date; the same invoice gives the same bytes for ever
public record InvoiceDocument(
        String language,
        boolean rightToLeft,
        String title,
        String author,
        Style style,
        List<Block> blocks,
        String foot,
        PageLabel pageOf,
        @Nullable Attachment attached,
        Instant issuedAt) {

    /// Says on which page the reader is.
    @FunctionalInterface
    public interface PageLabel {
        String of(int page, int pages);
    }

    /// A file within the file: the invoice as Factur-X has it.
    ///
    /// @param description in the reader's language
    public record Attachment(byte[] xml, String description) {}

    Reading reading() {
        return new Reading(language, rightToLeft);
    }
}
