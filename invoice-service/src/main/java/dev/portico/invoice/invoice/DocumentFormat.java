package dev.portico.invoice.invoice;

import dev.portico.invoice.einvoice.Syntax;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// As what a document can be downloaded.
enum DocumentFormat {
    PDF(null, MediaType.APPLICATION_PDF, ".pdf"),
    UBL(Syntax.UBL, MediaType.APPLICATION_XML, ".xml"),
    CII(Syntax.CII, MediaType.APPLICATION_XML, ".xml");

    static final Set<String> WORDS =
            Arrays.stream(values()).map(DocumentFormat::word).collect(Collectors.toUnmodifiableSet());

    private final @Nullable Syntax syntax;
    private final MediaType type;
    private final String ending;

    DocumentFormat(@Nullable Syntax syntax, MediaType type, String ending) {
        this.syntax = syntax;
        this.type = type;
        this.ending = ending;
    }

    /// @param word one of [#WORDS]
    static DocumentFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// In which it is written when it is asked for; absent for what lies ready.
    @Nullable
    Syntax syntax() {
        return syntax;
    }

    MediaType type() {
        return type;
    }

    String file(String name) {
        return name + ending;
    }
}
