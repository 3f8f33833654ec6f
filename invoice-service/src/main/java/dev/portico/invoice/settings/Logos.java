package dev.portico.invoice.settings;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The logos of merchants, under the SHA-256 of their bytes: a document keeps the one that it was made with.
@Component
public final class Logos {

    static final String RULE =
            "must be a PNG or JPEG as a data URI, of at most 64 KB and 1,000 by 1,000 pixels (data:image/png;base64,…)";

    private static final Pattern DATA = Pattern.compile("data:image/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})");
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_PIXELS = 1_000;

    private final Records<Logo> logos;

    record Logo(String id, String merchantId, byte[] image, String type) implements Owned {}

    Logos(Stores stores) {
        this.logos = stores.records("invoice_logos", Logo.class);
    }

    /// The logo that a document was made with, if it was made with one.
    public byte @Nullable [] on(Caller caller, @Nullable Printed document) {
        return document == null || document.logo() == null
                ? null
                : logos.find(caller, id(caller, document.logo()))
                        .map(Logo::image)
                        .orElse(null);
    }

    /// @return the SHA-256 by which it is found
    String keep(Caller caller, String dataUri) {
        Matcher data = DATA.matcher(dataUri);
        if (!data.matches()) throw new IllegalArgumentException(RULE);
        byte[] image = Base64.getDecoder().decode(data.group(2));
        String sha256 = Secrets.sha256(image);
        logos.insertOnce(caller, new Logo(id(caller, sha256), caller.merchantId(), image, data.group(1)));
        return sha256;
    }

    String dataUri(Caller caller, String sha256) {
        Logo logo = logos.find(caller, id(caller, sha256)).orElseThrow();
        return "data:image/" + logo.type() + ";base64," + Base64.getEncoder().encodeToString(logo.image());
    }

    static boolean isLogo(String dataUri) {
        Matcher data = DATA.matcher(dataUri);
        if (!data.matches() || data.group(2).length() > MOST_BYTES / 3 * 4 + 4) return false;
        try {
            return isPicture(Base64.getDecoder().decode(data.group(2)), data.group(1));
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    // Its size is read before its pixels: a small file can hold a picture that no memory can.
    private static boolean isPicture(byte[] image, String type) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName(type).next();
            try {
                reader.setInput(in);
                boolean small = reader.getWidth(0) <= MOST_PIXELS && reader.getHeight(0) <= MOST_PIXELS;
                return small && reader.read(0) != null;
            } finally {
                reader.dispose();
            }
        }
    }

    private static String id(Caller caller, String sha256) {
        return caller.merchantId() + ":" + sha256;
    }
}
