package dev.portico.auth.merchant;

import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What names say of themselves in the DNS.
@Component
final class TextRecords {

    private static final String FIRST_TRY_MILLIS = "1000";
    private static final String TRIES = "3";

    private final String server;

    /// Nobody could say what a name says.
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        Unanswered(NamingException cause) {
            super("the DNS does not answer", cause, false, false);
        }
    }

    TextRecords(DomainSettings settings) {
        @Nullable String given = settings.dnsServer();
        this.server = given == null ? "dns:" : "dns://" + given;
    }

    /// All TXT records of a name; none if there is no such name.
    ///
    /// @param name letters, digits, hyphens and dots
    // Nothing is made of what comes but texts: the JDK's DNS knows no objects.
    @SuppressWarnings("BanJNDI")
    Set<String> at(String name) throws Unanswered {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_TRY_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            var dns = new InitialDirContext(environment);
            try {
                return texts(dns.getAttributes(name, new String[] {"TXT"}).get("TXT"));
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return Set.of();
        } catch (NamingException e) {
            throw new Unanswered(e);
        }
    }

    private static Set<String> texts(@Nullable Attribute records) throws NamingException {
        var texts = new HashSet<String>();
        if (records == null) return texts;
        for (var all = records.getAll(); all.hasMore(); )
            texts.add(String.valueOf(all.next()).strip());
        return texts;
    }
}
