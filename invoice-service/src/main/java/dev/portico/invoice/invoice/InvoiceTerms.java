package dev.portico.invoice.invoice;

import dev.portico.chassis.money.Money;
import dev.portico.events.BillingDetails;
import dev.portico.events.PeriodData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Totals;
import dev.portico.invoice.einvoice.ElectronicInvoice;
import dev.portico.invoice.einvoice.ElectronicInvoice.BankAccount;
import dev.portico.invoice.einvoice.ElectronicInvoice.Line;
import dev.portico.invoice.einvoice.ElectronicInvoice.Payment;
import dev.portico.invoice.einvoice.ElectronicInvoice.Period;
import dev.portico.invoice.einvoice.Legible;
import dev.portico.invoice.einvoice.PaymentMeans;
import dev.portico.invoice.settings.BankDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says an invoice in the terms of EN 16931.
final class InvoiceTerms {

    private final Invoice invoice;
    private final TradeTerms trade;
    private final TransactionData bill;
    private final Totals totals;

    private InvoiceTerms(Invoice invoice, TradeTerms trade) {
        this.invoice = invoice;
        this.trade = trade;
        this.bill = invoice.transaction();
        this.totals = bill.details().totals();
    }

    /// Nothing if it cannot be said in them.
    static Optional<ElectronicInvoice> of(Invoice invoice) {
        return TradeTerms.of(invoice)
                .map(trade -> new InvoiceTerms(invoice, trade))
                .filter(InvoiceTerms::addsUp)
                .map(InvoiceTerms::document);
    }

    private ElectronicInvoice document() {
        BillingDetails details = bill.billingDetails();
        Money due = money(totals.balance());
        return new ElectronicInvoice(
                invoice.number(),
                day(invoice.issuedAt()),
                null,
                due.isZero() ? null : dueOn(),
                bill.currencyCode(),
                reference(invoice),
                order(invoice),
                details == null ? null : Legible.of(details.additionalInformation()),
                trade.seller(),
                trade.buyer(),
                suppliedOn(invoice),
                period(bill.billingPeriod()),
                payment(due),
                trade.taxText(),
                bill.details().lineItems().stream().map(this::line).toList(),
                money(totals.total()).minus(due));
    }

    private Line line(LineItem item) {
        LineTotals of = item.totals();
        Money whole = money(of.subtotal());
        Money one = money(item.unitTotals().subtotal());
        boolean exact = one.times(item.quantity()).equals(whole);
        return new Line(
                name(item),
                item.product().description(),
                item.quantity(),
                exact ? one : whole,
                exact ? 1 : item.quantity(),
                money(of.discount()),
                trade.category(item.taxRate()),
                item.taxRate(),
                money(of.tax()));
    }

    // What was imported was added up elsewhere.
    private boolean addsUp() {
        long tax = 0;
        long total = 0;
        for (LineItem item : bill.details().lineItems()) {
            LineTotals of = item.totals();
            if (item.quantity() < 1
                    || number(of.total()) != number(of.subtotal()) - number(of.discount()) + number(of.tax()))
                return false;
            tax = Math.addExact(tax, number(of.tax()));
            total = Math.addExact(total, number(of.total()));
        }
        return tax == number(totals.tax()) && total == number(totals.total());
    }

    private LocalDate dueOn() {
        Instant due = invoice.dueAt();
        return due == null ? suppliedOn(invoice) : day(due);
    }

    // What was not paid and yet is not due was paid with what the seller owed the buyer.
    private Payment payment(Money due) {
        MethodDetails method = invoice.paidWith();
        if (method != null) return with(method);
        if (due.isZero()) return new Payment(PaymentMeans.SET_OFF, null, null);
        BankAccount account = account();
        return account != null && bill.collectionMode().equals("manual")
                ? new Payment(PaymentMeans.CREDIT_TRANSFER, null, account)
                : new Payment(PaymentMeans.ONLINE, null, null);
    }

    private @Nullable BankAccount account() {
        BankDetails bank = invoice.printed() == null ? null : invoice.printed().bankDetails();
        return bank == null || bank.accountHolder() == null || bank.iban() == null
                ? null
                : new BankAccount(bank.accountHolder(), bank.iban(), bank.bic());
    }

    static Payment with(MethodDetails method) {
        if (method.card() != null) return new Payment(PaymentMeans.CARD, method.card(), null);
        return new Payment(method.sepaDebit() == null ? PaymentMeans.ONLINE : PaymentMeans.DIRECT_DEBIT, null, null);
    }

    static String name(LineItem item) {
        String name = Legible.of(item.product().name());
        return name == null ? item.product().id() : name;
    }

    /// By which the buyer knows what it is about: what he ordered by, else who he is to the seller.
    static String reference(Invoice invoice) {
        String order = order(invoice);
        return order == null ? invoice.customerId() : order;
    }

    static @Nullable String order(Invoice invoice) {
        BillingDetails details = invoice.transaction().billingDetails();
        return details == null ? null : Legible.of(details.purchaseOrderNumber());
    }

    static LocalDate suppliedOn(Invoice invoice) {
        Instant billed = invoice.transaction().billedAt();
        return day(billed == null ? invoice.issuedAt() : billed);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static @Nullable Period period(@Nullable PeriodData billed) {
        return billed == null ? null : new Period(day(billed.startsAt()), day(billed.endsAt()));
    }

    private Money money(String minor) {
        return Money.of(minor, bill.currencyCode());
    }

    private static long number(String minor) {
        return Long.parseLong(minor);
    }
}
