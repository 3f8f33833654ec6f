package dev.portico.invoice.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.events.CustomerData;
import dev.portico.i18n.Language;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.pricing.Entry;
import dev.portico.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An invoice in each language looks as it was approved to look. The approved pictures are the gallery of the docs;
/// `-Dportico.renew=true` takes new ones.
class GalleryTest {

    private static final Path APPROVED = Path.of("..", "docs", "images", "invoices");
    private static final Path TAKEN = Path.of("target", "gallery");
    private static final float DOTS_PER_INCH = 60;
    private static final int VISIBLE = 48;
    private static final double MOST_DIFFERENT = 0.002;

    private static final Map<String, String> BUYERS = Map.ofEntries(
            Map.entry("ar", "ليلى حداد"),
            Map.entry("bg", "Елена Петрова"),
            Map.entry("el", "Μαρία Παπαδοπούλου"),
            Map.entry("he", "דנה כהן"),
            Map.entry("hi", "अनीता शर्मा"),
            Map.entry("ja", "山田 花子"),
            Map.entry("ko", "김민수"),
            Map.entry("ru", "Анна Иванова"),
            Map.entry("th", "สมชาย ใจดี"),
            Map.entry("uk", "Олена Шевченко"),
            Map.entry("vi", "Nguyễn Thị Hồng"),
            Map.entry("zh-Hans", "王小明"),
            Map.entry("zh-Hant", "陳怡君"));

    @ParameterizedTest
    @EnumSource(Language.class)
    void an_invoice_looks_as_it_was_approved(Language language) throws IOException {
        BufferedImage picture = picture(language);
        Path approved = APPROVED.resolve(language.tag() + ".png");
        Files.createDirectories(TAKEN);
        ImageIO.write(picture, "png", TAKEN.resolve(language.tag() + ".png").toFile());
        if (Boolean.getBoolean("portico.renew")) {
            Files.createDirectories(APPROVED);
            ImageIO.write(picture, "png", approved.toFile());
        }
        assertThat(different(picture, ImageIO.read(approved.toFile())))
                .as("share of pixels that differ from " + approved)
                .isLessThan(MOST_DIFFERENT);
    }

    private static BufferedImage picture(Language language) throws IOException {
        Entry[] entries = {Bills.entry(4900, 3), Bills.ebook(1295, 2)};
        byte[] pdf =
                new InvoiceRenderer().render(Wording.of(to(Bills.german(entries).invoice(), language), null));
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.GRAY);
        }
    }

    private static Invoice to(Invoice known, Language language) {
        var buyer = new CustomerData(
                "ctm_1",
                BUYERS.getOrDefault(language.tag(), "Ada Lovelace"),
                "ada@example.com",
                false,
                "active",
                null,
                language.tag(),
                Samples.AT,
                Samples.AT,
                null,
                null);
        return new Invoice(
                known.id(),
                known.merchantId(),
                known.customerId(),
                known.series(),
                known.sequence(),
                known.seller(),
                buyer,
                known.company(),
                known.address(),
                known.transaction(),
                null,
                null,
                known.printed(),
                known.issuedAt());
    }

    private static double different(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long different = 0;
        for (int y = 0; y < one.getHeight(); y++)
            for (int x = 0; x < one.getWidth(); x++)
                if (Math.abs((one.getRGB(x, y) & 255) - (other.getRGB(x, y) & 255)) > VISIBLE) different++;
        return (double) different / ((long) one.getWidth() * one.getHeight());
    }
}
