package dev.portico.billing.provider;

import dev.portico.chassis.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// A provider who answers as a test tells him to. What he has decided under a key he stands by.
@Component
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "moody")
public final class Moody implements PaymentProvider {

    /// How he takes a request.
    public enum Mood {
        PAYS,
        DECLINES,
        /// Does it, but nobody hears of it.
        PAYS_SILENTLY,
        /// Does nothing and says nothing.
        IS_SILENT,
        BREAKS
    }

    public final List<String> asked = new CopyOnWriteArrayList<>();
    public final List<String> forgotten = new CopyOnWriteArrayList<>();
    private final Map<String, Outcome> decided = new ConcurrentHashMap<>();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.PAYS;

    public void will(Mood next) {
        this.mood = next;
    }

    /// How he takes what somebody's card is charged with.
    public void will(Mood next, String reference) {
        moods.put(reference, next);
    }

    public long movedUnder(String key) {
        return decided.get(key) instanceof Outcome.Captured ? 1 : 0;
    }

    @Override
    public Optional<SavedMethod> save(Caller caller, String token) {
        return Optional.of(new SavedMethod(token, "card", null, null, null));
    }

    @Override
    public Outcome charge(Caller caller, Charge charge) {
        return answer(charge.key(), moods.getOrDefault(charge.reference(), mood));
    }

    @Override
    public Outcome refund(Caller caller, Refund refund) {
        return answer(refund.key(), mood);
    }

    @Override
    public void forget(Caller caller, String reference) {
        if (mood == Mood.BREAKS) throw new IllegalStateException("the line is dead");
        forgotten.add(reference);
    }

    private Outcome answer(String key, Mood now) {
        asked.add(key);
        return switch (now) {
            case PAYS -> decided.computeIfAbsent(key, _ -> new Outcome.Captured());
            case DECLINES -> decided.computeIfAbsent(key, _ -> new Outcome.Declined("declined"));
            case PAYS_SILENTLY -> {
                decided.putIfAbsent(key, new Outcome.Captured());
                yield new Outcome.Pending();
            }
            case IS_SILENT -> new Outcome.Pending();
            case BREAKS -> throw new IllegalStateException("the line is dead");
        };
    }
}
