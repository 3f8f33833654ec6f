package dev.portico.billing.transaction;

import org.jspecify.annotations.Nullable;

/// What is to be sold: a price of the catalogue, or one made for this sale.
///
/// @param includeInTotals false for what is only shown in a preview
record NewItem(
        @Nullable String priceId,
        @Nullable NewPrice price,
        @Nullable Integer quantity,
        @Nullable Boolean includeInTotals) {}
