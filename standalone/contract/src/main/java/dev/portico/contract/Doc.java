package dev.portico.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a comment says, and what it says of each parameter.
record Doc(String text, Map<String, String> parameters) {

    static final Doc NONE = new Doc("", Map.of());

    /// Reads a comment with its tags.
    static Doc read(@Nullable String comment) {
        if (comment == null) return NONE;
        var text = new StringBuilder();
        var parameters = new LinkedHashMap<String, String>();
        StringBuilder open = text;
        String name = "";
        for (String line : comment.strip().lines().map(String::strip).toList()) {
            if (line.startsWith("@")) {
                keep(parameters, name, open);
                open = new StringBuilder();
                String[] words = line.split("\\s+", 3);
                boolean parameter = words[0].equals("@param") && words.length == 3;
                name = parameter ? words[1] : "";
                if (parameter) open.append(words[2]);
            } else {
                open.append(line.isEmpty() ? "\n\n" : (open.isEmpty() ? "" : " ") + line);
            }
        }
        keep(parameters, name, open);
        return new Doc(sentence(text.toString()), parameters);
    }

    private static void keep(Map<String, String> parameters, String name, StringBuilder said) {
        if (!name.isEmpty()) parameters.put(name, sentence(said.toString()));
    }

    // Begins with a capital and ends with a stop, as a reference page wants it. Links to code become its words.
    static String sentence(String said) {
        String text = said.strip().replace(" \n", "\n").replaceAll("\\[([^\\]]+)](?!\\()", "$1");
        if (text.isEmpty()) return text;
        String capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.matches("(?s).*[.!?:`…]") ? capital : capital + ".";
    }
}
