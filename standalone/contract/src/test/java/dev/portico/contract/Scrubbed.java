package dev.portico.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What was sent and answered, without what differs from run to run: ids, times, secrets and addresses become the same
/// ones every time, and none of them is real.
final class Scrubbed {

    private static final Pattern KEY =
            Pattern.compile("(pdl_(?:[a-z]+_)+)[0-9a-z]{26}_[A-Za-z0-9+/]{22,}(_[0-9A-Za-z]{3})?");
    private static final Pattern TOKEN =
            Pattern.compile("(token=|invoice-documents/|invoice-archives/|documents/)[A-Za-z0-9._~=-]{20,}");
    private static final Pattern SECRET = Pattern.compile("\\b(pca_|pga_|eyJ)[A-Za-z0-9_.-]{40,}");
    private static final Pattern ID = Pattern.compile("\\b([a-z]+)_[0-9a-z]{26}\\b");
    private static final Pattern UUID = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern HOST = Pattern.compile("http://(([a-z0-9-]+)\\.)?localhost:\\d+");
    private static final ZonedDateTime THEN = ZonedDateTime.of(2026, 12, 1, 9, 0, 0, 0, ZoneOffset.UTC);

    private final ZonedDateTime start;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Scrubbed(Instant start) {
        this.start = start.atZone(ZoneOffset.UTC);
    }

    String of(String text) {
        String clean = replace(KEY, text, match -> match.group(1) + "01…_…");
        clean = clean.replaceAll("http://127\\.0\\.0\\.1:\\d+", "https://hooks.acme.example");
        clean = replace(TOKEN, clean, match -> match.group(1) + "…");
        clean = replace(SECRET, clean, match -> match.group(1) + "…");
        clean = replace(ID, clean, match -> known(match.group(), match.group(1), kind -> kind + "_01" + letters(kind)));
        clean = replace(UUID, clean, match -> known(match.group(), "uuid", Scrubbed::uuid));
        clean = replace(HASH, clean, match -> known(match.group(), "hash", Scrubbed::sha256));
        clean = replace(
                HOST, clean, match -> "https://" + (match.group(2) == null ? "api" : match.group(2)) + ".example.com");
        return replace(TIME, clean, match -> time(Instant.parse(match.group())));
    }

    // The first customer of every run has the same id, and so on.
    private String known(String real, String kind, Function<String, String> made) {
        return known.computeIfAbsent(real, _ -> {
            int number = counts.merge(kind, 1, Integer::sum);
            String value = made.apply(kind + "#" + number);
            return value.replaceFirst("#\\d+", "");
        });
    }

    // As far from the beginning of the year's last month as it was from the beginning of the run, in months and hours.
    private String time(Instant real) {
        ZonedDateTime at = real.atZone(ZoneOffset.UTC);
        long months = ChronoUnit.MONTHS.between(start.minusHours(1), at);
        long minutes = ChronoUnit.MINUTES.between(start.plusMonths(months), at);
        return THEN.plusMonths(months)
                .plusHours(Math.floorDiv(minutes + 30, 60))
                .toInstant()
                .toString();
    }

    private static String letters(String seed) {
        return new BigInteger(sha256(seed), 16).toString(32).substring(0, 24);
    }

    private static String uuid(String seed) {
        String hash = sha256(seed);
        return "%s-%s-4%s-a%s-%s"
                .formatted(
                        hash.substring(0, 8),
                        hash.substring(8, 12),
                        hash.substring(12, 15),
                        hash.substring(15, 18),
                        hash.substring(18, 30));
    }

    private static String sha256(String seed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(by.apply(match)));
    }
}
