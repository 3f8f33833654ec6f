package dev.portico.chassis.error;

import java.util.Locale;

/// Every reason for which a request can be refused, with its HTTP status. Codes are Paddle's wherever Paddle has one.
public enum ErrorCode {
    BAD_REQUEST(400, "The request could not be understood."),
    INVALID_FIELD(400, "The request has a field that is not valid."),
    INVALID_JSON(400, "The request's body is not valid JSON."),
    INVALID_TIME_QUERY_PARAMETER(400, "A time in the query is not valid."),
    AUTHENTICATION_MISSING(401, "Sign in, or send an API key as a bearer token."),
    AUTHENTICATION_MALFORMED(401, "The Authorization header must be: Bearer <API key>."),
    INVALID_TOKEN(403, "The API key is not known or was revoked."),
    FORBIDDEN(403, "This caller may not do that."),
    RECENT_SIGN_IN_REQUIRED(403, "Sign in again to do this: the last time is more than 15 minutes ago."),
    NOT_FOUND(404, "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "This address does not answer that method."),
    CONFLICT(409, "This conflicts with what is there."),
    CUSTOMER_ALREADY_EXISTS(409, "A customer with this e-mail address exists already."),
    MERCHANT_ALREADY_EXISTS(409, "A merchant with this slug exists already."),
    CONCURRENT_MODIFICATION(409, "Somebody else changed this at the same time. Read it again and retry."),
    SIGN_IN_CODE_INVALID(
            400, "This code is wrong or no longer good. Ask for a new one, or use the link in the e-mail."),
    SIGN_IN_EMAIL_REQUIRED(409, "This link was asked for in another browser. Type the e-mail address it was sent to."),
    SIGN_IN_LINK_EXPIRED(410, "This link has expired or was used already. Ask for a fresh one."),
    EMAIL_CHANGE_ADDRESS_REQUIRED(
            409, "Type the e-mail address that this link was sent to, or sign in before you open it."),
    EMAIL_CHANGE_LINK_EXPIRED(
            410, "This link has expired, was used already, or belongs to a change that was called off."),
    PASSKEY_NOT_ACCEPTED(400, "This passkey is not accepted here. Try again, or sign in by e-mail."),
    PASSKEY_LIMIT_REACHED(400, "Ten passkeys are there already. Remove one first."),
    TASK_LINK_EXPIRED(410, "This link has expired, or was never one. Sign in to go on."),
    PRECONDITION_FAILED(412, "This has changed since you read it. Read it again, and send its new ETag."),
    REQUEST_BODY_TOO_LARGE(413, "The request's body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "Send JSON: Content-Type: application/json."),
    ENTITY_ARCHIVED(400, "This has been archived and can't be used."),
    TRANSACTION_IMMUTABLE(400, "This transaction can't be changed any more."),
    TRANSACTION_NOT_READY_CANNOT_PROCESS_PAYMENT(400, "This transaction is a draft: it lacks what a payment needs."),
    TRANSACTION_DISCOUNT_NOT_ELIGIBLE(400, "This discount can't be used for this transaction."),
    TRANSACTION_STATUS_MUST_BE_READY(400, "Only a ready transaction can be billed."),
    TRANSACTION_CANNOT_BE_MODIFIED_AND_CANCELED(400, "Cancel this transaction, or change it, but not both at once."),
    TRANSACTION_IMMUTABLE_WHILE_PROCESSING_PAYMENT(
            400, "A payment of this transaction is under way. Try again when it is done."),
    TRANSACTION_ADJUSTED_UNABLE_TO_REVISE(400, "A transaction of which something was given back can't be revised."),
    TRANSACTION_CANNOT_BE_REVISED_WITH_INVALID_TAX_IDENTIFIER(400, "That is not a tax identifier."),
    TRANSACTION_INVALID_STATUS_TO_REVISE(400, "Only a billed or completed transaction with an invoice can be revised."),
    TRANSACTION_NOTHING_TO_REVISE(400, "The bill says so already."),
    TRANSACTION_REVISED_LIMIT_REACHED(400, "This transaction was revised as often as it may be."),
    TRANSACTION_REVISE_MISSING_BUSINESS_NAME(400, "A tax identifier needs the name of the business."),
    TRANSACTION_PAYMENT_DECLINED(400, "The payment was declined."),
    ADJUSTMENT_AMOUNT_ABOVE_REMAINING_ALLOWED(400, "This is more than what is left of that item."),
    ADJUSTMENT_AMOUNT_CANNOT_BE_ZERO(400, "There is nothing to give back in an amount of zero."),
    ADJUSTMENT_CANNOT_ADJUST_IMPORTED_TRANSACTION(
            400, "An imported transaction can only be adjusted where it was paid."),
    ADJUSTMENT_INVALID_CREDIT_ACTION(400, "Only what is paid by invoice can be credited. Use a refund."),
    ADJUSTMENT_NO_TAX_AVAILABLE_TO_ADJUST(400, "There is no tax left on that item."),
    ADJUSTMENT_PENDING_REFUND_REQUEST(
            400, "Another adjustment of this transaction is under way. Try again when it is done."),
    ADJUSTMENT_TOTAL_AMOUNT_ABOVE_REMAINING_ALLOWED(400, "Nothing is left of this transaction."),
    ADJUSTMENT_TRANSACTION_INVALID_STATUS_FOR_CREDIT(400, "Only a billed or past due transaction can be credited."),
    ADJUSTMENT_TRANSACTION_INVALID_STATUS_FOR_REFUND(400, "Only a completed transaction can be refunded."),
    ADJUSTMENT_TRANSACTION_ITEM_HAS_ALREADY_BEEN_FULLY_ADJUSTED(400, "Nothing is left of that item."),
    ADJUSTMENT_TRANSACTION_ITEM_INVALID(400, "That is not an item of this transaction."),
    INVOICE_FORMAT_NOT_AVAILABLE(400, "What was billed can't be said in this format. There is a PDF."),
    PAYMENT_METHOD_NOT_USABLE(400, "This payment method can't be charged."),
    DISCOUNT_CODE_CONFLICT(409, "Another discount has this code already."),
    DISCOUNT_USAGE_LIMIT_LESS_THAN_TIMES_USED(400, "This discount was used more often than that already."),
    DISCOUNT_RESTRICTED_PRODUCT_NOT_ACTIVE(400, "A discount can't be restricted to an archived product."),
    DISCOUNT_RESTRICTED_PRODUCT_PRICE_NOT_ACTIVE(400, "A discount can't be restricted to an archived price."),
    SUBSCRIPTION_CANNOT_BE_PAUSED(400, "Only an active subscription can be paused."),
    SUBSCRIPTION_MUST_BE_ACTIVE(400, "Only an active subscription can be charged."),
    SUBSCRIPTION_MUST_BE_PAUSED(400, "Only a paused subscription can be resumed."),
    SUBSCRIPTION_MUST_BE_TRIALING(400, "Only a trialing subscription can be activated."),
    SUBSCRIPTION_UPDATE_WHEN_CANCELED(400, "A canceled subscription can't be changed."),
    SUBSCRIPTION_IS_CANCELED_ACTION_INVALID(400, "This subscription is canceled already."),
    SUBSCRIPTION_NOT_AUTOMATIC_COLLECTION(
            400, "This subscription is paid by invoice: there is no payment method to change."),
    SUBSCRIPTION_LOCKED_PENDING_CHANGES(400, "This subscription has a scheduled change. Undo it first."),
    SUBSCRIPTION_LOCKED_PROCESSING(400, "A change of this subscription is being paid for. Try again in a moment."),
    NOTIFICATION_MAXIMUM_ACTIVE_SETTINGS_REACHED(
            400, "Ten notification settings are active already. Deactivate one first."),
    NOTIFICATION_CANNOT_REPLAY(400, "Only what was delivered or has failed can be replayed. This is still under way."),
    NOTIFICATION_REPLAY_INVALID_ORIGIN_TYPE(
            400, "A replay can't be replayed. Replay the notification that it repeats."),
    TOO_MANY_REQUESTS(429, "Too many requests. Try again a little later."),
    INTERNAL_ERROR(500, "Something went wrong on our side. It has been recorded."),
    BAD_GATEWAY(502, "A part of the system answered in a way that makes no sense."),
    SERVICE_UNAVAILABLE(503, "A part of the system can't be reached right now. Try again."),
    TEMPORARILY_UNAVAILABLE(503, "This takes longer than it should. Try again.");

    private final int status;
    private final String detail;

    ErrorCode(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /// The HTTP status that goes with the code.
    public int status() {
        return status;
    }

    /// What to tell a person.
    public String detail() {
        return detail;
    }

    /// The code as it stands on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `request_error` if the caller can do something about it, else `api_error`.
    String type() {
        return status < 500 ? "request_error" : "api_error";
    }
}
