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
        before.forEach(adjusted -> given.addAll(adjusted.taken()));
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

    /// The parts of an amount that a bank takes back, whether there is so much left or not.
    ///
    /// @param adjustmentId what their ids follow from
    /// @throws IllegalArgumentException if it is in another currency
    List<Part> chargedBack(String adjustmentId, Money amount) {
        String currency = lines.getFirst().total().currency();
        if (!amount.currency().equals(currency))
            throw new IllegalArgumentException("what was paid in " + currency + " is disputed in " + amount.currency());
        var parts = new ArrayList<Part>();
        List<Money> shares = shares(amount);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            long share = shares.get(i).minor();
            if (share == 0) continue;
            long tax = line.total().isZero()
                    ? 0
                    : Math.min(
                            share, line.tax().share(share, line.total().minor()).minor());
            String type = share == line.total().minor() ? FULL : PARTIAL;
            parts.add(new Part(partId(adjustmentId, i), line.id(), type, share, line.rate(), share - tax, tax));
        }
        return parts;
    }

    // From what is left; once there is nothing, from what there was.
    private List<Money> shares(Money amount) {
        List<Money> left = lines.stream()
                .map(line -> new Money(Math.max(0, left(line)), line.total().currency()))
                .toList();
        boolean nothing = left.stream().allMatch(Money::isZero);
        return Allocation.of(amount, nothing ? lines.stream().map(Line::total).toList() : left);
    }

    // One adjustment has at most 100 lines: two more characters make their ids from its own.
    private static String partId(String adjustmentId, int line) {
        return "adjitm" + adjustmentId.substring(3, adjustmentId.length() - 2) + "%02d".formatted(line);
    }

    private void takeAll(String adjustmentId) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (left(line) > 0)
                give(line, partId(adjustmentId, i), given(line) == 0 ? FULL : PARTIAL, null, left(line));
        }
    }

    private void take(Wish.Item item) {
        Line line = lines.stream()
                .filter(known -> known.id().equals(item.itemId()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_ITEM_INVALID));
        if (left(line) <= 0) throw Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_ITEM_HAS_ALREADY_BEEN_FULLY_ADJUSTED);
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
        if (tax <= 0) throw Refusal.of(ErrorCode.ADJUSTMENT_NO_TAX_AVAILABLE_TO_ADJUST);
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
        long tax = Math.max(0, Math.min(Math.max(share.minor(), amount - leftNet), Math.min(amount, leftTax(line))));
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
