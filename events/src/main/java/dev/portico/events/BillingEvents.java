package dev.portico.events;

/// What billing-service says: customers and their money, and how it is taxed.
public final class BillingEvents {

    public static final EventType<CustomerData> CUSTOMER_CREATED =
            new EventType<>("customer.created", Topic.BILLING, CustomerData.class);
    public static final EventType<CustomerData> CUSTOMER_UPDATED =
            new EventType<>("customer.updated", Topic.BILLING, CustomerData.class);
    public static final EventType<EmailChangeOutcomeData> CUSTOMER_EMAIL_CHANGE_SETTLED =
            new EventType<>("customer.email_change_settled", Topic.BILLING, EmailChangeOutcomeData.class);
    public static final EventType<AddressData> ADDRESS_CREATED =
            new EventType<>("address.created", Topic.BILLING, AddressData.class);
    public static final EventType<AddressData> ADDRESS_UPDATED =
            new EventType<>("address.updated", Topic.BILLING, AddressData.class);
    public static final EventType<PaymentMethodData> PAYMENT_METHOD_SAVED =
            new EventType<>("payment_method.saved", Topic.BILLING, PaymentMethodData.class);
    public static final EventType<PaymentMethodData> PAYMENT_METHOD_DELETED =
            new EventType<>("payment_method.deleted", Topic.BILLING, PaymentMethodData.class);
    public static final EventType<ExpiringMethodData> PAYMENT_METHOD_EXPIRING =
            new EventType<>("payment_method.expiring", Topic.BILLING, ExpiringMethodData.class);
    public static final EventType<TransactionData> TRANSACTION_CREATED =
            new EventType<>("transaction.created", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_READY =
            new EventType<>("transaction.ready", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_UPDATED =
            new EventType<>("transaction.updated", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_PAID =
            new EventType<>("transaction.paid", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_COMPLETED =
            new EventType<>("transaction.completed", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_PAYMENT_FAILED =
            new EventType<>("transaction.payment_failed", Topic.BILLING, TransactionData.class);
    public static final EventType<BusinessData> BUSINESS_CREATED =
            new EventType<>("business.created", Topic.BILLING, BusinessData.class);
    public static final EventType<BusinessData> BUSINESS_UPDATED =
            new EventType<>("business.updated", Topic.BILLING, BusinessData.class);
    public static final EventType<AdjustmentData> ADJUSTMENT_CREATED =
            new EventType<>("adjustment.created", Topic.BILLING, AdjustmentData.class);
    public static final EventType<AdjustmentData> ADJUSTMENT_UPDATED =
            new EventType<>("adjustment.updated", Topic.BILLING, AdjustmentData.class);
    public static final EventType<TransactionData> TRANSACTION_BILLED =
            new EventType<>("transaction.billed", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_CANCELED =
            new EventType<>("transaction.canceled", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_PAST_DUE =
            new EventType<>("transaction.past_due", Topic.BILLING, TransactionData.class);
    public static final EventType<TransactionData> TRANSACTION_REVISED =
            new EventType<>("transaction.revised", Topic.BILLING, TransactionData.class);
    public static final EventType<CustomerData> CUSTOMER_IMPORTED =
            new EventType<>("customer.imported", Topic.BILLING, CustomerData.class);
    public static final EventType<AddressData> ADDRESS_IMPORTED =
            new EventType<>("address.imported", Topic.BILLING, AddressData.class);
    public static final EventType<BusinessData> BUSINESS_IMPORTED =
            new EventType<>("business.imported", Topic.BILLING, BusinessData.class);
    public static final EventType<ImportBatchData> IMPORT_LINES_HANDED_ON =
            new EventType<>("import.lines_handed_on", Topic.BILLING, ImportBatchData.class);
    public static final EventType<TaxSettingsData> TAX_SETTINGS_UPDATED =
            new EventType<>("tax_settings.updated", Topic.BILLING, TaxSettingsData.class);

    private BillingEvents() {}
}
