package dev.portico.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A real Chromium. Remembers what it complained about.
final class Browser implements AutoCloseable {

    final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    /// A browser of one person: his cookies are his own.
    BrowserContext person(String locale) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(locale)
                .setAcceptDownloads(true));
        context.setDefaultTimeout(15_000);
        return context;
    }

    Page page(BrowserContext person) {
        Page page = person.newPage();
        page.onConsoleMessage(message -> {
            boolean expected = message.text().contains("the server responded with a status of 4");
            if (message.type().equals("error") && !expected) complaints.add(message.text());
        });
        page.onPageError(complaints::add);
        return page;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Path executable() {
        return Stream.of(
                        System.getenv("PORTICO_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Chromium is needed: install it, or set PORTICO_CHROMIUM"));
    }
}
