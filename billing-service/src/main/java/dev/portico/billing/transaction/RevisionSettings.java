package dev.portico.billing.transaction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How bills may be put right.
///
/// @param most how often one transaction may be revised
@ConfigurationProperties("portico.billing.revisions")
record RevisionSettings(@DefaultValue("3") int most) {

    RevisionSettings {
        if (most < 0)
            throw new IllegalArgumentException("portico.billing.revisions.most must not be negative, was " + most);
    }
}
