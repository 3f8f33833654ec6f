package dev.portico.invoice.document;

import java.util.List;

/// Places a document's parts on as many pages as they need.
final class Layout {

    private static final float LABELS = 120;
    private static final float LOGO_WIDTH = 150;
    private static final float LOGO_HEIGHT = 44;

    private final InvoiceDocument document;
    private final Flow flow;
    private final Element said = Element.document();

    Layout(InvoiceDocument document) {
        this.document = document;
        this.flow = new Flow(document);
    }

    Flow flow() {
        return flow;
    }

    /// What the document says, for those who do not see it.
    Element said() {
        return said;
    }

    Layout place() {
        for (Block block : document.blocks()) {
            switch (block) {
                case Block.Heading heading -> heading(heading);
                case Block.Facts facts -> facts(facts);
                case Block.Parties parties -> parties(parties);
                case Block.Table table -> table(table);
                case Block.Totals totals -> totals(totals);
                case Block.Notes notes -> notes(notes);
            }
        }
        feet();
        return this;
    }

    private void heading(Block.Heading heading) {
        flow.down(16);
        float half = flow.middle() - Style.MARGIN;
        List<TextLine> title = flow.lines(heading.title(), Typeface.BOLD, 24, half);
        Block.Logo logo = heading.logo();
        if (logo == null) sender(heading.sender(), half);
        else picture(logo);
        flow.sheet().says(said.part("H1"), () -> stacked(title, Style.MARGIN, 28, Style.INK));
        flow.down(title.size() * 28f + 4);
    }

    private void sender(String name, float half) {
        List<TextLine> lines = flow.lines(name, Typeface.BOLD, 12, half - 20);
        flow.sheet().adorned(() -> {
            float at = flow.y() - 4;
            for (TextLine line : lines.subList(0, Math.min(2, lines.size()))) {
                flow.sheet().end(line, flow.right(), at, Style.INK);
                at += 15;
            }
        });
    }

    private void picture(Block.Logo logo) {
        Picture picture = Picture.of(logo);
        float scale = Math.min(LOGO_WIDTH / picture.width(), LOGO_HEIGHT / picture.height());
        float height = picture.height() * scale;
        flow.sheet()
                .says(
                        said.figure(logo.alternative()),
                        () -> flow.sheet()
                                .picture(picture, flow.right(), flow.y() - 22, picture.width() * scale, height));
    }

    private void facts(Block.Facts facts) {
        float widest = 0;
        for (Block.Fact fact : facts.facts())
            widest = Math.max(widest, label(fact).width());
        float values = Style.MARGIN + Math.clamp(widest + 14, LABELS, flow.middle());
        for (Block.Fact fact : facts.facts()) {
            List<TextLine> value = flow.lines(fact.value(), Typeface.REGULAR, 9, flow.right() - values);
            flow.need(value.size() * 15f);
            flow.sheet().says(said.part("P"), () -> {
                flow.sheet().start(label(fact), Style.MARGIN, flow.y(), Style.SOFT);
                stacked(value, values, 15, Style.INK);
            });
            flow.down(value.size() * 15f);
        }
        flow.down(18);
    }

    private TextLine label(Block.Fact fact) {
        return flow.line(fact.label(), Typeface.REGULAR, 9);
    }

    private void parties(Block.Parties parties) {
        float from = flow.y();
        float lowest = from;
        float width = (flow.right() - Style.MARGIN) / parties.parties().size();
        for (int i = 0; i < parties.parties().size(); i++) {
            flow.to(from);
            party(parties.parties().get(i), Style.MARGIN + i * width, width - 16);
            lowest = Math.max(lowest, flow.y());
        }
        flow.to(lowest + 22);
    }

    private void party(Block.Party party, float x, float width) {
        Element section = said.part("Sect");
        List<TextLine> label = flow.lines(party.label(), Typeface.REGULAR, 8, width);
        flow.sheet().says(section.part("P"), () -> stacked(label, x, 12, Style.SOFT));
        flow.down(label.size() * 12f + 4);
        paragraph(section, party.name(), Typeface.BOLD, 10, 14, x, width);
        for (String detail : party.details()) paragraph(section, detail, Typeface.REGULAR, 9, 13, x, width);
    }

    // At most four lines of each, for a name of pages' length would push everything else off the page.
    private void paragraph(
            Element section, String text, Typeface typeface, float size, float leading, float x, float width) {
        List<TextLine> all = flow.lines(text, typeface, size, width);
        List<TextLine> lines = all.subList(0, Math.min(4, all.size()));
        flow.sheet().says(section.part("P"), () -> stacked(lines, x, leading, Style.INK));
        flow.down(lines.size() * leading);
    }

    private void table(Block.Table table) {
        if (!table.title().isEmpty()) title(table.title());
        new TableLayout(flow, table, said).place();
    }

    private void totals(Block.Totals totals) {
        flow.need(totals.facts().size() * 18f + 30);
        flow.down(6);
        for (Block.Fact total : totals.facts())
            total(total, total == totals.facts().getLast());
        flow.down(16);
    }

    private void total(Block.Fact total, boolean last) {
        float from = flow.middle() - 40;
        if (last) {
            flow.sheet()
                    .adorned(() -> flow.sheet()
                            .fill(
                                    from,
                                    flow.y() - 11,
                                    flow.right() - from,
                                    1,
                                    document.style().accent()));
            flow.down(8);
        }
        Typeface typeface = last ? Typeface.BOLD : Typeface.REGULAR;
        float size = last ? 12 : 9.5f;
        TextLine value = flow.line(total.value(), typeface, size);
        List<TextLine> label = flow.lines(total.label(), typeface, size, flow.right() - from - value.width() - 12);
        flow.sheet().says(said.part("P"), () -> {
            stacked(label, from, 14, last ? Style.INK : Style.SOFT);
            flow.sheet().end(value, flow.right(), flow.y(), Style.INK);
        });
        flow.down(18 + (label.size() - 1) * 14f);
    }

    private void notes(Block.Notes notes) {
        if (!notes.title().isEmpty()) title(notes.title());
        for (String note : notes.lines()) {
            Element paragraph = said.part("P");
            for (TextLine line : flow.lines(note, Typeface.REGULAR, 9, flow.right() - Style.MARGIN)) {
                flow.need(14);
                flow.sheet().says(paragraph, () -> flow.sheet().start(line, Style.MARGIN, flow.y(), Style.SOFT));
                flow.down(14);
            }
        }
        flow.down(12);
    }

    private void title(String text) {
        flow.need(60);
        TextLine line = flow.line(text, Typeface.BOLD, 10);
        flow.sheet().says(said.part("H2"), () -> flow.sheet().start(line, Style.MARGIN, flow.y(), Style.INK));
        flow.down(18);
    }

    private void stacked(List<TextLine> lines, float x, float leading, String color) {
        float at = flow.y();
        for (TextLine line : lines) {
            flow.sheet().start(line, x, at, color);
            at += leading;
        }
    }

    private void feet() {
        List<Sheet> sheets = flow.sheets();
        float at = document.style().height() - 36;
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            TextLine page = flow.line(document.pageOf().of(i + 1, sheets.size()), Typeface.REGULAR, 8);
            sheet.adorned(() -> {
                sheet.start(flow.line(document.foot(), Typeface.REGULAR, 8), Style.MARGIN, at, Style.SOFT);
                sheet.end(page, flow.right(), at, Style.SOFT);
            });
        }
    }
}
