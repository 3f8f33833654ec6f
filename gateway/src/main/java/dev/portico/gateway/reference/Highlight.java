package dev.portico.gateway.reference;

import java.util.regex.Pattern;

/// Colours for code: what is a string, a number, a name. One rule for JSON, JavaScript and the shell alike.
final class Highlight {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<name>\"[^\"\\n]*\"(?=:))|(?<text>\"[^\"\\n]*\"|'[^'\\n]*')"
                    + "|(?<word>\\b(?:true|false|null|await|const|for|of|new|import|from)\\b)|(?<number>(?<![\\w.-])-?\\d+\\b(?![\\w-]))");

    private Highlight() {}

    static String html(String code) {
        var html = new StringBuilder();
        var token = TOKEN.matcher(code);
        int done = 0;
        while (token.find()) {
            html.append(Html.text(code.substring(done, token.start())));
            String kind = token.group("name") != null
                    ? "n"
                    : token.group("text") != null ? "t" : token.group("word") != null ? "w" : "d";
            html.append("<i class=\"")
                    .append(kind)
                    .append("\">")
                    .append(Html.text(token.group()))
                    .append("</i>");
            done = token.end();
        }
        return html.append(Html.text(code.substring(done))).toString();
    }
}
