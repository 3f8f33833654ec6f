package dev.portico.standalone;

import java.nio.file.Path;

/// What `./portico up` was told.
///
/// @param port where the gateway answers
/// @param mailboxPort where the mailbox's page and read API answer
/// @param vaultPort where the form for cards answers
/// @param data where everything is kept
/// @param demo whether demo data is loaded
/// @param training whether to end as soon as everything has been used once, for the JVM to learn what to have ready
record Options(int port, int mailboxPort, int vaultPort, Path data, boolean demo, boolean training) {

    /// @throws IllegalArgumentException with one line that says what is wrong
    static Options parse(String... arguments) {
        var options = new Options(8080, 8025, 8090, Path.of(".portico"), true, false);
        for (int i = 0; i < arguments.length; i++) {
            options = switch (arguments[i]) {
                case "--port" -> options.onPort(port(arguments, ++i));
                case "--mailbox-port" -> options.withMailboxOn(port(arguments, ++i));
                case "--vault-port" -> options.withVaultOn(port(arguments, ++i));
                case "--data" -> options.in(Path.of(value(arguments, ++i)));
                case "--no-demo" -> options.withoutDemo();
                case "--train" -> options.forTraining();
                default ->
                    throw new IllegalArgumentException("unknown option " + arguments[i] + " (try ./portico help)");
            };
        }
        return options;
    }

    private Options onPort(int other) {
        return new Options(other, mailboxPort, vaultPort, data, demo, training);
    }

    private Options withMailboxOn(int other) {
        return new Options(port, other, vaultPort, data, demo, training);
    }

    private Options withVaultOn(int other) {
        return new Options(port, mailboxPort, other, data, demo, training);
    }

    private Options withoutDemo() {
        return new Options(port, mailboxPort, vaultPort, data, false, training);
    }

    private Options forTraining() {
        return new Options(port, mailboxPort, vaultPort, data, demo, true);
    }

    private Options in(Path directory) {
        return new Options(
                port, mailboxPort, vaultPort, directory.toAbsolutePath().normalize(), demo, training);
    }

    private static String value(String[] arguments, int index) {
        if (index < arguments.length) return arguments[index];
        throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }

    private static int port(String[] arguments, int index) {
        String text = value(arguments, index);
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536) return Integer.parseInt(text);
        throw new IllegalArgumentException(arguments[index - 1] + " needs a port number, not " + text);
    }
}
