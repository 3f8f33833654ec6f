package dev.portico.events;

/// What auth-service says: merchants, and customers who want in.
public final class AuthEvents {

    public static final EventType<MerchantData> MERCHANT_CREATED =
            new EventType<>("merchant.created", Topic.AUTH, MerchantData.class);
    public static final EventType<MerchantData> MERCHANT_UPDATED =
            new EventType<>("merchant.updated", Topic.AUTH, MerchantData.class);
    public static final EventType<SignInRequestData> SIGN_IN_REQUESTED =
            new EventType<>("sign_in.requested", Topic.AUTH, SignInRequestData.class);

    private AuthEvents() {}
}
