package planted;

import java.time.Instant;
import java.util.Random;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/// Does what the rules of the house forbid: planted for them.
final class UnscopedRepository {

    private final MongoTemplate template;

    @Value("${planted:}")
    private String setting = "";

    UnscopedRepository(MongoTemplate template) {
        this.template = template;
    }

    Document anybodys() {
        return template.findOne(
                new Query(), Document.class, "orders" + setting + Instant.now() + new Random().nextInt());
    }

    /// A name that says nothing.
    static final class OrderHelper {}
}
