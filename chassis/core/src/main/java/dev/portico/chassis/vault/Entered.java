package dev.portico.chassis.vault;

import org.jspecify.annotations.Nullable;

/// A way to pay that somebody has entered into the vault's form: what may be shown of it, and never its number.
public sealed interface Entered {

    /// What it does in the sandbox, in one word.
    String behaviour();

    /// @param brand Paddle's word, such as `american_express`
    /// @param holder null if the holder's name is not known
    record Card(
            String brand,
            String last4,
            int expiryMonth,
            int expiryYear,
            @Nullable String holder,
            String behaviour) implements Entered {}

    /// A bank account from which is drawn.
    ///
    /// @param country ISO 3166-1, two letters
    record Debit(String country, String last4, String behaviour) implements Entered {}

    /// An account at somebody who pays in its owner's place.
    record Wallet(String email, String behaviour) implements Entered {}
}
