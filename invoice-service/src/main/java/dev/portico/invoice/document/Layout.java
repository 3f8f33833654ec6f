package dev.portico.invoice.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Places an invoice's parts on as many pages as they need.
final class Layout {

    private static final float MARGIN = 56;
    private static final float BOTTOM = 72;
    private static final float RIGHT = Sheet.width() - MARGIN;
    private static final float HALF = (Sheet.width() - 2 * MARGIN) / 2;
    private static final float QUANTITY = RIGHT - 190;
    private static final float UNIT = RIGHT - 95;
    private static final String INK = "#1a1a1f";
    private static final String SOFT = "#6b6b76";
    private static final String RULE = "#e4e4ea";

    private final InvoiceDocument document;
    private final Map<Typeface, EmbeddedFont> fonts;
    private final List<Sheet> sheets = new ArrayList<>();
    private Sheet sheet;
    private float y;

    Layout(InvoiceDocument document, Map<Typeface, EmbeddedFont> fonts) {
        this.document = document;
        this.fonts = fonts;
        this.sheet = newSheet();
    }

    List<Sheet> place() {
        head();
        parties();
        columns();
        document.lines().forEach(this::line);
        totals();
        notes();
        footers();
        return sheets;
    }

    private Sheet newSheet() {
        sheet = new Sheet(fonts, document.rightToLeft());
        sheets.add(sheet);
        sheet.fill(0, 0, Sheet.width(), 6, document.accent());
        y = MARGIN + 12;
        return sheet;
    }

    private void head() {
        y += 16;
        sheet.start(bold(document.title(), 26), MARGIN, y, INK);
        TextLine seller = bold(document.seller().name(), 12);
        if (seller.width() < HALF) sheet.end(seller, RIGHT, y - 4, INK);
        y += 30;
        for (InvoiceDocument.Fact fact : document.facts()) {
            sheet.start(plain(fact.label(), 9), MARGIN, y, SOFT);
            sheet.start(plain(fact.value(), 9), MARGIN + 120, y, INK);
            y += 15;
        }
        y += 18;
    }

    private void parties() {
        float from = y;
        float left = party(document.seller(), MARGIN, from);
        float right = party(document.buyer(), MARGIN + HALF, from);
        y = Math.max(left, right) + 22;
    }

    private float party(InvoiceDocument.Party party, float x, float from) {
        sheet.start(plain(party.label(), 8), x, from, SOFT);
        float at = from + 16;
        for (TextLine line : wrapped(party.name(), Typeface.BOLD, 10, HALF - 16)) {
            sheet.start(line, x, at, INK);
            at += 14;
        }
        for (String detail : party.details())
            for (TextLine line : wrapped(detail, Typeface.REGULAR, 9, HALF - 16)) {
                sheet.start(line, x, at, INK);
                at += 13;
            }
        return at;
    }

    private void columns() {
        List<String> columns = document.columns();
        sheet.start(plain(columns.get(0), 8), MARGIN, y, SOFT);
        sheet.end(plain(columns.get(1), 8), QUANTITY, y, SOFT);
        sheet.end(plain(columns.get(2), 8), UNIT, y, SOFT);
        sheet.end(plain(columns.get(3), 8), RIGHT, y, SOFT);
        y += 8;
        rule();
        y += 16;
    }

    private void line(InvoiceDocument.Line line) {
        List<TextLine> description = wrapped(line.description(), Typeface.REGULAR, 10, QUANTITY - MARGIN - 60);
        List<TextLine> detail = wrapped(line.detail(), Typeface.REGULAR, 8, QUANTITY - MARGIN - 60);
        if (y + description.size() * 14 + detail.size() * 12 + 10 > Sheet.height() - BOTTOM) {
            newSheet();
            columns();
        }
        sheet.end(plain(line.quantity(), 10), QUANTITY, y, INK);
        sheet.end(plain(line.unitPrice(), 10), UNIT, y, INK);
        sheet.end(plain(line.amount(), 10), RIGHT, y, INK);
        for (TextLine text : description) {
            sheet.start(text, MARGIN, y, INK);
            y += 14;
        }
        for (TextLine text : detail) {
            sheet.start(text, MARGIN, y, SOFT);
            y += 12;
        }
        y += 2;
        rule();
        y += 16;
    }

    private void totals() {
        if (y + document.totals().size() * 18 + 30 > Sheet.height() - BOTTOM) newSheet();
        y += 6;
        for (int i = 0; i < document.totals().size(); i++) {
            boolean last = i == document.totals().size() - 1;
            InvoiceDocument.Fact total = document.totals().get(i);
            Typeface face = last ? Typeface.BOLD : Typeface.REGULAR;
            float size = last ? 12 : 10;
            if (last) sheet.fill(MARGIN + HALF, y - 11, HALF, 1, document.accent());
            if (last) y += 8;
            sheet.start(text(total.label(), face, size), MARGIN + HALF, y, last ? INK : SOFT);
            sheet.end(text(total.value(), face, size), RIGHT, y, INK);
            y += 18;
        }
        y += 16;
    }

    private void notes() {
        for (String note : document.notes())
            for (TextLine line : wrapped(note, Typeface.REGULAR, 9, RIGHT - MARGIN)) {
                if (y > Sheet.height() - BOTTOM) newSheet();
                sheet.start(line, MARGIN, y, SOFT);
                y += 14;
            }
    }

    private void footers() {
        for (int page = 1; page <= sheets.size(); page++) {
            Sheet footed = sheets.get(page - 1);
            float at = Sheet.height() - 36;
            footed.start(plain(document.facts().getFirst().value(), 8), MARGIN, at, SOFT);
            footed.end(plain(document.pageOf().of(page, sheets.size()), 8), RIGHT, at, SOFT);
        }
    }

    private void rule() {
        sheet.fill(MARGIN, y, RIGHT - MARGIN, 0.75f, RULE);
    }

    private List<TextLine> wrapped(String words, Typeface face, float size, float width) {
        return Paragraph.lines(words, face, size, width, document);
    }

    private TextLine plain(String words, float size) {
        return text(words, Typeface.REGULAR, size);
    }

    private TextLine bold(String words, float size) {
        return text(words, Typeface.BOLD, size);
    }

    private TextLine text(String words, Typeface face, float size) {
        return TextLine.of(words, face, size, document.rightToLeft());
    }
}
