package dev.portico.chassis.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Documents that a service keeps for itself and tells nobody of: links, sessions, work to do. What may happen only
/// once is
/// decided by one conditional write.
public final class Records<R extends Owned> {

    private final Documents<R> documents;

    Records(Documents<R> documents) {
        this.documents = documents;
    }

    /// Serves queries for the merchant and these fields.
    public Records<R> index(String... fields) {
        documents.index(Aggregates.within(fields));
        return this;
    }

    /// Lets no two of a merchant's records agree in all these fields.
    public Records<R> unique(String... fields) {
        documents.uniqueIndex(Aggregates.within(fields));
        return this;
    }

    /// Serves the queries of system tasks, which look across merchants.
    public Records<R> taskIndex(String... fields) {
        documents.index(fields);
        return this;
    }

    /// @return false if one with this id, or with the same unique fields, is there already
    public boolean insertOnce(Caller caller, R record) {
        Scope.check(caller, record);
        try {
            Documents.unlessDuplicate(() -> documents.raw().insertOne(documents.write(record)));
            return true;
        } catch (Duplicate e) {
            return false;
        }
    }

    public Optional<R> find(Caller caller, String id) {
        return documents.find(caller, id);
    }

    public Optional<R> first(Caller caller, Bson filter) {
        return documents.first(Scope.of(caller, filter));
    }

    /// The one with the greatest value of a field.
    public Optional<R> last(Caller caller, Bson filter, String field) {
        return Optional.ofNullable(documents
                        .raw()
                        .find(Scope.of(caller, filter))
                        .sort(Sorts.descending(field))
                        .limit(1)
                        .first())
                .map(documents::read);
    }

    public Page<R> page(Caller caller, Bson filter, PageRequest request) {
        return documents.page(caller, filter, request);
    }

    public List<R> all(Caller caller, Bson filter, int limit) {
        return documents.all(documents.raw().find(Scope.of(caller, filter)).limit(limit));
    }

    public long count(Caller caller, Bson filter) {
        return documents.raw().countDocuments(Scope.of(caller, filter));
    }

    /// Changes the record if the condition still holds. Of any number who try, the database picks one winner.
    ///
    /// @return the record after the change, or nothing for those who came too late
    public Optional<R> claim(Caller caller, String id, Bson condition, Bson update) {
        return claimed(Filters.and(Scope.of(caller, id), condition), update, new FindOneAndUpdateOptions());
    }

    public long updateAll(Caller caller, Bson filter, Bson update) {
        return documents.raw().updateMany(Scope.of(caller, filter), update).getModifiedCount();
    }

    public boolean delete(Caller caller, String id) {
        return documents.raw().deleteOne(Scope.of(caller, id)).getDeletedCount() == 1;
    }

    /// The next record that awaits work, whoever it belongs to, changed so that nobody else takes it.
    @SystemTask("work is taken in turn, whoever it is for; it is then done as that merchant's service")
    public Optional<R> claimNext(Bson condition, Bson update) {
        return claimed(condition, update, new FindOneAndUpdateOptions());
    }

    /// The same, the one with the least value of a field before others.
    @SystemTask("work is taken in turn, whoever it is for; it is then done as that merchant's service")
    public Optional<R> claimNext(Bson condition, Bson update, String field) {
        return claimed(condition, update, new FindOneAndUpdateOptions().sort(Sorts.ascending(field)));
    }

    /// The one with the least value of a field, whoever it belongs to.
    @SystemTask("how long work has waited is measured over all merchants")
    public Optional<R> earliest(Bson filter, String field) {
        return Optional.ofNullable(documents
                        .raw()
                        .find(filter)
                        .sort(Sorts.ascending(field))
                        .limit(1)
                        .first())
                .map(documents::read);
    }

    /// The record with this id, whoever it belongs to.
    @SystemTask("the id is the hash of a secret, which is itself the proof of who asks")
    public Optional<R> bySecret(String hash) {
        return documents.first(Filters.eq("_id", hash));
    }

    /// The record under a name that only one can have, whoever it belongs to.
    @SystemTask("before a name is given to somebody, whoever has it is asked")
    public Optional<R> named(String name) {
        return documents.first(Filters.eq("_id", name));
    }

    @SystemTask("the gateway asks whose a key is, before any merchant is known")
    public Optional<R> first(Insider.Gateway gateway, Bson filter) {
        return documents.first(filter);
    }

    /// Forgets what is no longer needed.
    @SystemTask("time asks, not a person")
    public long sweep(Bson expired) {
        return documents.raw().deleteMany(expired).getDeletedCount();
    }

    private Optional<R> claimed(Bson condition, Bson update, FindOneAndUpdateOptions options) {
        Document after =
                documents.raw().findOneAndUpdate(condition, update, options.returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(after).map(documents::read);
    }
}
