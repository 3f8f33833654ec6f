/// The keys with which a merchant's back end calls the API. Shown once, kept as a hash.
@NullMarked
package dev.portico.auth.apikey;

import org.jspecify.annotations.NullMarked;
