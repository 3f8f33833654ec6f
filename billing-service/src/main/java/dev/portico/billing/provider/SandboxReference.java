package dev.portico.billing.provider;

/// The sandbox's own name for what it keeps: it says by itself what is to become of charges.
///
/// @param id nobody else's
record SandboxReference(Behaviour behaviour, String id) {

    private static final String PREFIX = "sandbox:";

    // What was saved before there was a vault has its token for a name.
    static SandboxReference read(String reference) {
        String[] parts = reference.split(":", 3);
        if (reference.startsWith(PREFIX) && parts.length == 3)
            return new SandboxReference(Behaviour.read(parts[1]), parts[2]);
        return new SandboxReference(
                SandboxToken.read(reference).map(SandboxToken::behaviour).orElse(Behaviour.UNKNOWN), reference);
    }

    String written() {
        return PREFIX + behaviour.word() + ":" + id;
    }
}
