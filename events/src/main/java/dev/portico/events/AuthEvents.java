package dev.portico.events;

/// What auth-service says: merchants and their API keys, customers who want in, and their wishes for another
/// e-mail address.
public final class AuthEvents {

    public static final EventType<MerchantData> MERCHANT_CREATED =
            new EventType<>("merchant.created", Topic.AUTH, MerchantData.class);
    public static final EventType<MerchantData> MERCHANT_UPDATED =
            new EventType<>("merchant.updated", Topic.AUTH, MerchantData.class);
    public static final EventType<SignInRequestData> SIGN_IN_REQUESTED =
            new EventType<>("sign_in.requested", Topic.AUTH, SignInRequestData.class);

    public static final EventType<NewDeviceData> SIGN_IN_NEW_DEVICE =
            new EventType<>("sign_in.new_device", Topic.AUTH, NewDeviceData.class);
    public static final EventType<PasskeyData> PASSKEY_ADDED =
            new EventType<>("passkey.added", Topic.AUTH, PasskeyData.class);
    public static final EventType<PasskeyData> PASSKEY_REMOVED =
            new EventType<>("passkey.removed", Topic.AUTH, PasskeyData.class);

    public static final EventType<EmailChangeData> EMAIL_CHANGE_REQUESTED =
            new EventType<>("email_change.requested", Topic.AUTH, EmailChangeData.class);
    public static final EventType<EmailChangeData> EMAIL_CHANGE_CONFIRMED =
            new EventType<>("email_change.confirmed", Topic.AUTH, EmailChangeData.class);
    public static final EventType<EmailChangeData> EMAIL_CHANGE_COMPLETED =
            new EventType<>("email_change.completed", Topic.AUTH, EmailChangeData.class);
    public static final EventType<EmailChangeData> EMAIL_CHANGE_REFUSED =
            new EventType<>("email_change.refused", Topic.AUTH, EmailChangeData.class);

    public static final EventType<ApiKeyData> API_KEY_CREATED =
            new EventType<>("api_key.created", Topic.AUTH, ApiKeyData.class);
    public static final EventType<ApiKeyData> API_KEY_UPDATED =
            new EventType<>("api_key.updated", Topic.AUTH, ApiKeyData.class);
    public static final EventType<ApiKeyData> API_KEY_EXPIRED =
            new EventType<>("api_key.expired", Topic.AUTH, ApiKeyData.class);
    public static final EventType<ApiKeyData> API_KEY_REVOKED =
            new EventType<>("api_key.revoked", Topic.AUTH, ApiKeyData.class);

    private AuthEvents() {}
}
