package dev.portico.invoice.document;

import java.util.ArrayList;
import java.util.List;

/// Places a table: rows on as many pages as they need, the headings on each.
final class TableLayout {

    private static final float GAP = 10;
    private static final float LEADING = 13;

    private final Flow flow;
    private final Block.Table table;
    private final Element element;
    private final float[] starts;

    TableLayout(Flow flow, Block.Table table, Element parent) {
        this.flow = flow;
        this.table = table;
        this.element = parent.part("Table");
        this.starts = new float[table.columns().size() + 1];
        starts[0] = Style.MARGIN;
        for (int i = 0; i < table.columns().size(); i++)
            starts[i + 1] = starts[i] + table.columns().get(i).share() * (flow.right() - Style.MARGIN);
    }

    void place() {
        List<List<TextLine>> headings = headings();
        float height = tallest(headings) * LEADING;
        flow.need(height + 60);
        Element row = element.part("TR");
        for (int i = 0; i < headings.size(); i++) {
            int column = i;
            flow.sheet().says(row.part("TH"), () -> cell(column, headings.get(column), Style.SOFT));
        }
        underline(height);
        for (Block.Row each : table.rows()) row(each, headings);
        flow.down(6);
    }

    private List<List<TextLine>> headings() {
        var headings = new ArrayList<List<TextLine>>();
        for (int i = 0; i < table.columns().size(); i++)
            headings.add(flow.lines(table.columns().get(i).heading(), Typeface.REGULAR, 8, width(i)));
        return headings;
    }

    private void row(Block.Row row, List<List<TextLine>> headings) {
        var cells = new ArrayList<List<TextLine>>();
        for (int i = 0; i < row.cells().size(); i++)
            cells.add(flow.lines(row.cells().get(i), Typeface.REGULAR, 9.5f, width(i)));
        List<TextLine> details =
                row.detail().isEmpty() ? List.of() : flow.lines(row.detail(), Typeface.REGULAR, 8, width(0));
        float height = Math.max(tallest(cells), cells.getFirst().size() + details.size()) * LEADING;
        if (!flow.hasRoom(height)) {
            flow.turn();
            flow.sheet().adorned(() -> {
                for (int i = 0; i < headings.size(); i++) cell(i, headings.get(i), Style.SOFT);
            });
            underline(tallest(headings) * LEADING);
        }
        Element said = element.part("TR");
        for (int i = 0; i < cells.size(); i++) {
            int column = i;
            flow.sheet().says(said.part("TD"), () -> {
                cell(column, cells.get(column), Style.INK);
                if (column == 0) lines(0, details, cells.getFirst().size(), Style.SOFT);
            });
        }
        underline(height);
    }

    private void cell(int column, List<TextLine> lines, String color) {
        lines(column, lines, 0, color);
    }

    private void lines(int column, List<TextLine> lines, int below, String color) {
        float at = flow.y() + below * LEADING;
        for (TextLine line : lines) {
            if (table.columns().get(column).figures()) flow.sheet().end(line, starts[column + 1], at, color);
            else flow.sheet().start(line, starts[column], at, color);
            at += LEADING;
        }
    }

    private void underline(float height) {
        flow.down(height - 4);
        flow.sheet()
                .adorned(
                        () -> flow.sheet().fill(Style.MARGIN, flow.y(), flow.right() - Style.MARGIN, 0.6f, Style.RULE));
        flow.down(17);
    }

    private float width(int column) {
        return starts[column + 1]
                - starts[column]
                - (table.columns().get(column).figures() ? GAP : 0);
    }

    private static int tallest(List<List<TextLine>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1);
    }
}
