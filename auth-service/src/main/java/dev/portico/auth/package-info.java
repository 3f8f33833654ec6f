/// Who may enter: merchants and their keys, customers and their sign-in links and sessions. Knows of customers only
/// what
/// billing-service says of them; tells everybody of merchants, and whoever sends mail of links to be sent.
@NullMarked
package dev.portico.auth;

import org.jspecify.annotations.NullMarked;
