package dev.portico.chassis.store;

import java.util.Optional;
import org.bson.Document;

/// A store whose reads ask for no caller: planted for the rule that forbids it.
public final class ForgetfulStore {

    private final Documents<Owned> documents;

    ForgetfulStore(Documents<Owned> documents) {
        this.documents = documents;
    }

    /// Anybody's, whoever asks.
    public Optional<Owned> anybodys(String id) {
        return documents.first(new Document("_id", id));
    }
}
