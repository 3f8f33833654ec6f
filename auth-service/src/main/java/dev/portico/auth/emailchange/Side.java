package dev.portico.auth.emailchange;

/// One of the two addresses that have to agree.
enum Side {
    CURRENT("currentHash", "/email-change/current"),
    NEW("newHash", "/email-change/new");

    /// The field that holds the hash of its link's token.
    final String hashField;

    /// The page that its link opens.
    final String page;

    Side(String hashField, String page) {
        this.hashField = hashField;
        this.page = page;
    }
}
