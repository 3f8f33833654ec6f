/// An SMTP catcher and a page to read what it caught, with Mailpit's read API.
@NullMarked
package dev.portico.embedded.mailbox;

import org.jspecify.annotations.NullMarked;
