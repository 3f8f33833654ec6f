package dev.portico.billing.transaction;

import dev.portico.billing.transaction.Adjusted.Part;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Allocation;
import dev.portico.chassis.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is left of a transaction's lines after what was given back before. Pure.
final class Remaining {

    static final String FULL = "full";
    static final String PARTIAL = "partial";
    static final String TAX = "tax";

    private final List<Line> lines;
    private final List<Part> given = new ArrayList<>();

    Remaining(List<Line> lines, List<Adjusted> before) {
        this.lines = lines;
        before.forEach(adjusted -> given.addAll(adjusted.parts()));
    }

    /// The parts that fulfil a wish.
    ///
    /// @throws Refusal an `adjustment_…` code if there is not enough left
    List<Part> take(Wish wish) {
        int known = given.size();
        if (wish.items() == null) takeAll(wish.id());
        else for (Wish.Item item : wish.items()) take(item);
        List<Part> taken = List.copyOf(given.subList(known, given.size()));
        if (taken.stream().mapToLong(Part::total).sum() == 0)
            throw Refusal.of(ErrorCode.ADJUSTMENT_TOTAL_AMOUNT_ABOVE_REMAINING_ALLOWED);
        return taken;
    }

    private void takeAll(String adjustmentId) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            // One adjustment has fewer than 100 lines: two more characters make their ids from its own.
            String id = "adjitm" + adjustmentId.substring(3, adjustmentId.length() - 2) + "%02d".formatted(i);
            if (left(line) > 0) give(line, id, given(line) == 0 ? FULL : PARTIAL, null, left(line));
        }
    }

    private void take(Wish.Item item) {
        Line line = lines.stream()
                .filter(known -> known.id().equals(item.itemId()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_ITEM_INVALID));
        if (left(line) == 0) throw Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_ITEM_HAS_ALREADY_BEEN_FULLY_ADJUSTED);
        switch (item.type()) {
            case FULL -> give(line, item.id(), FULL, null, left(line));
            case TAX -> giveTax(line, item);
            default -> givePart(line, item);
        }
    }

    private void givePart(Line line, Wish.Item item) {
        long amount = item.amount() == null ? 0 : item.amount();
        if (amount <= 0) throw Refusal.of(ErrorCode.ADJUSTMENT_AMOUNT_CANNOT_BE_ZERO);
        if (amount > left(line)) throw Refusal.of(ErrorCode.ADJUSTMENT_AMOUNT_ABOVE_REMAINING_ALLOWED);
        give(line, item.id(), PARTIAL, amount, amount);
    }

    private void giveTax(Line line, Wish.Item item) {
        long tax = leftTax(line);
        if (tax == 0) throw Refusal.of(ErrorCode.ADJUSTMENT_NO_TAX_AVAILABLE_TO_ADJUST);
        given.add(new Part(item.id(), line.id(), TAX, item.amount(), line.rate(), 0, tax));
    }

    // The tax in an amount is its share of the line's, as far as there is tax left, and such that no net is left over.
    private void give(Line line, String id, String type, @Nullable Long asked, long amount) {
        Money share = Allocation.of(
                        line.tax(),
                        List.of(
                                new Money(amount, line.tax().currency()),
                                new Money(
                                        line.total().minor() - amount,
                                        line.tax().currency())))
                .getFirst();
        long leftNet = left(line) - leftTax(line);
        long tax = Math.min(Math.max(share.minor(), amount - leftNet), Math.min(amount, leftTax(line)));
        given.add(new Part(id, line.id(), type, asked, line.rate(), amount - tax, tax));
    }

    private long left(Line line) {
        return line.total().minor() - given(line);
    }

    private long given(Line line) {
        return of(line).stream().mapToLong(Part::total).sum();
    }

    private long leftTax(Line line) {
        return line.tax().minor() - of(line).stream().mapToLong(Part::tax).sum();
    }

    private List<Part> of(Line line) {
        return given.stream().filter(part -> part.itemId().equals(line.id())).toList();
    }
}
