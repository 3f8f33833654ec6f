package dev.portico.invoice.document;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A logo's pixels, on white.
///
/// @param pixels red, green and blue, row by row
record Picture(int width, int height, byte[] pixels) {

    /// @throws UncheckedIOException if it is no image; whoever stores logos has seen that they are
    static Picture of(Block.Logo logo) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(logo.image()));
            if (image == null) throw new IOException("a logo that is neither PNG nor JPEG");
            return of(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture of(BufferedImage image) {
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        int[] colors = opaque.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var pixels = new byte[3 * colors.length];
        for (int i = 0; i < colors.length; i++)
            for (int part = 0; part < 3; part++) pixels[3 * i + part] = (byte) (colors[i] >> 16 - 8 * part);
        return new Picture(image.getWidth(), image.getHeight(), pixels);
    }
}
