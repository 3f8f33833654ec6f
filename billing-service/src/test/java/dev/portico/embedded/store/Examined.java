package dev.portico.embedded.store;

/// How many documents a request made the store look at.
public final class Examined {

    private Examined() {}

    public static long by(EmbeddedStore store, String database, String collection, Runnable request) {
        long before = store.documentsExamined(database, collection);
        request.run();
        return store.documentsExamined(database, collection) - before;
    }
}
