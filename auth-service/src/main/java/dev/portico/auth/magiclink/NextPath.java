package dev.portico.auth.magiclink;

import java.util.regex.Pattern;

/// Where to go after signing in: a page of the portal, and nothing that a browser could read as another site. Says what
/// is allowed, because lists of what is not have holes: no `//`, no backslash, no dot segments, no escapes in the path.
final class NextPath {

    static final String HOME = "/";
    static final String RULE = "must be the path of a page of this portal";

    private static final int LONGEST = 512;
    private static final Pattern PAGE =
            Pattern.compile("/(?:[A-Za-z0-9_-]++(?:/[A-Za-z0-9_-]++)*+/?)?+(?:\\?[A-Za-z0-9_.~=&%+-]*+)?+");

    private NextPath() {}

    static boolean isValid(String next) {
        return next.length() <= LONGEST && PAGE.matcher(next).matches();
    }
}
