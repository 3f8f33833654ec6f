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
    NOT_FOUND(404, "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "This address does not answer that method."),
    CONFLICT(409, "This conflicts with what is there."),
    CUSTOMER_ALREADY_EXISTS(409, "A customer with this e-mail address exists already."),
    MERCHANT_ALREADY_EXISTS(409, "A merchant with this slug exists already."),
    CONCURRENT_MODIFICATION(409, "Somebody else changed this at the same time. Read it again and retry."),
    SIGN_IN_EMAIL_REQUIRED(409, "This link was asked for in another browser. Type the e-mail address it was sent to."),
    SIGN_IN_LINK_EXPIRED(410, "This link has expired or was used already. Ask for a fresh one."),
    PRECONDITION_FAILED(412, "This has changed since you read it. Read it again, and send its new ETag."),
    REQUEST_BODY_TOO_LARGE(413, "The request's body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "Send JSON: Content-Type: application/json."),
    ENTITY_ARCHIVED(400, "This has been archived and can't be used."),
    TRANSACTION_IMMUTABLE(400, "This transaction can't be changed any more."),
    TRANSACTION_PAYMENT_DECLINED(400, "The payment was declined."),
    PAYMENT_METHOD_NOT_USABLE(400, "This payment method can't be charged."),
    SUBSCRIPTION_UPDATE_WHEN_CANCELED(400, "A canceled subscription can't be changed."),
    SUBSCRIPTION_IS_CANCELED_ACTION_INVALID(400, "This subscription is canceled already."),
    SUBSCRIPTION_LOCKED_PENDING_CHANGES(400, "This subscription has a scheduled change. Undo it first."),
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
