package dev.portico.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The list the build leaves beside the files: one `name<tab>value` per line.
record Manifest(Map<String, String> entries) {

    static Manifest parse(String text) {
        var entries = new TreeMap<String, String>();
        text.lines().map(line -> line.split("\t", 2)).forEach(pair -> entries.put(pair[0], pair[1]));
        return new Manifest(entries);
    }

    List<String> files() {
        return named("asset.");
    }

    List<String> languages() {
        return named("language.");
    }

    String contentType(String file) {
        return get("asset." + file);
    }

    String style() {
        return get("style");
    }

    /// The first script and what it imports at once.
    List<String> entry() {
        return List.of(get("entry").split(" "));
    }

    String language(String tag) {
        return get("language." + tag);
    }

    /// The code of the screen that a path's first segment names, and what it imports at once.
    List<String> screen(String path) {
        var segment = path.split("/", 3);
        var name = segment.length < 2 || segment[1].isEmpty() ? "overview" : segment[1];
        return Optional.ofNullable(entries.get("screen." + name))
                .map(files -> List.of(files.split(" ")))
                .orElse(List.of());
    }

    String text(String tag, String key) {
        return get("text." + tag + "." + key);
    }

    private String get(String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new IllegalStateException("Not in the manifest: " + name));
    }

    private List<String> named(String prefix) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
