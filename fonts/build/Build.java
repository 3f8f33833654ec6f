import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TrueTypeCollection;

/// Takes the letters of invoices out of jars on the class path: Noto Sans for alphabets as it is, Noto Sans CJK with its
/// PostScript outlines turned into TrueType ones, so that one way of embedding serves all scripts. A character of Han
/// looks different in Japan, Korea and the two Chinas: the outlines lie in one font, and each language has a list of its
/// own that says which of them are its characters.
///
/// `java -classpath <jars> build/Build.java <folder of the module>`
public final class Build {
  static final Map<String, String> LISTS = Map.of("ja", "jp", "ko", "kr", "zh-Hans", "sc", "zh-Hant", "tc");
  static final int FIRST_OF_HAN = 0x1100;
  static final double UNITS_OFF = 0.5;

  final Path output;
  final Path tool;

  Build(Path module) {
    this.tool = module.resolve("target/tool");
    this.output = module.resolve("target/classes/dev/portico/fonts");
  }

  public static void main(String[] args) throws Exception {
    var build = new Build(Path.of(args[0]).toAbsolutePath().normalize());
    Files.createDirectories(build.output);
    Files.createDirectories(build.tool);
    build.take("sejda-fonts", "fonts/sans/LICENSE_OFL.txt", build.output.resolve("OFL.txt"));
    for (var weight : new String[] {"Regular", "Bold"}) {
      var name = weight.toLowerCase();
      build.take("sejda-fonts", "fonts/sans/NotoSansMerged-" + weight + ".ttf", build.output.resolve("letters-" + name + ".ttf"));
      var collection = build.tool.resolve("NotoSansCJK-" + weight + ".ttc");
      build.take("nativeruntime-dist-compat", "fonts/NotoSansCJK-" + weight + ".ttc", collection);
      if (!Files.exists(build.output.resolve("han-" + name + ".ttf"))) build.han(collection.toFile(), weight);
    }
  }

  void take(String jar, String file, Path target) throws IOException {
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).getFileName().toString().startsWith(jar)) continue;
      try (var opened = new JarFile(entry)) {
        var found = opened.getJarEntry(file);
        if (found == null) throw new IOException(entry + " has no " + file);
        if (Files.exists(target) && Files.size(target) == found.getSize()) return;
        try (var in = opened.getInputStream(found)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return;
      }
    }
    throw new IOException("no " + jar + " on the class path");
  }

  void han(File collection, String weight) throws IOException {
    try (var fonts = new TrueTypeCollection(collection)) {
      var wanted = new TreeSet<Integer>();
      var lists = new TreeMap<String, Map<Integer, Integer>>();
      for (var list : LISTS.entrySet()) {
        var characters = characters(font(fonts, list.getValue(), weight));
        lists.put(list.getKey(), characters);
        wanted.addAll(characters.values());
      }
      var numbers = new TreeMap<Integer, Integer>(Map.of(0, 0));
      for (var glyph : wanted) numbers.putIfAbsent(glyph, numbers.size());
      for (var list : lists.entrySet()) write(list.getValue(), numbers, output.resolve("han-" + list.getKey() + ".map"));
      Files.write(output.resolve("han-" + weight.toLowerCase() + ".ttf"), outlines(font(fonts, "jp", weight), numbers));
    }
  }

  static OpenTypeFont font(TrueTypeCollection fonts, String place, String weight) throws IOException {
    return (OpenTypeFont) fonts.getFontByName("NotoSansCJK" + place + "-" + weight);
  }

  static Map<Integer, Integer> characters(OpenTypeFont font) throws IOException {
    CmapLookup cmap = font.getUnicodeCmapLookup();
    var characters = new TreeMap<Integer, Integer>();
    for (int character = FIRST_OF_HAN; character < 0x30000; character++) {
      int glyph = cmap.getGlyphId(character);
      if (glyph != 0) characters.put(character, glyph);
    }
    return characters;
  }

  // Characters and glyphs in turn, each as four bytes.
  static void write(Map<Integer, Integer> characters, Map<Integer, Integer> numbers, Path target) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    for (var each : characters.entrySet()) {
      data.writeInt(each.getKey());
      data.writeInt(numbers.get(each.getValue()));
    }
    if (Files.exists(target) && !Arrays.equals(Files.readAllBytes(target), bytes.toByteArray()))
      throw new IOException("the weights number their glyphs differently: " + target.getFileName());
    Files.write(target, bytes.toByteArray());
  }

  static byte[] outlines(OpenTypeFont font, Map<Integer, Integer> numbers) throws IOException {
    var outlines = (CFFCIDFont) font.getCFF().getFont();
    var glyf = new ByteArrayOutputStream();
    var loca = new ByteArrayOutputStream();
    var hmtx = new ByteArrayOutputStream();
    var places = new DataOutputStream(loca);
    var widths = new DataOutputStream(hmtx);
    for (int glyph : numbers.keySet()) {
      places.writeInt(glyf.size());
      var path = outlines.getType2CharString(outlines.getCharset().getCIDForGID(glyph)).getPath();
      var contours = new Contours(path);
      glyf.writeBytes(contours.bytes());
      while (glyf.size() % 4 != 0) glyf.write(0);
      widths.writeShort(font.getAdvanceWidth(glyph));
      widths.writeShort(contours.left());
    }
    places.writeInt(glyf.size());
    var tables = new TreeMap<String, byte[]>();
    tables.put("glyf", glyf.toByteArray());
    tables.put("loca", loca.toByteArray());
    tables.put("hmtx", hmtx.toByteArray());
    tables.put("head", head(font));
    tables.put("hhea", hhea(font, numbers.size()));
    tables.put("maxp", maxp(numbers.size()));
    return file(tables);
  }

  static byte[] head(OpenTypeFont font) throws IOException {
    var header = font.getHeader();
    return shorts(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, font.getUnitsPerEm(), 0, 0, 0, 0, 0, 0, 0, 0,
        header.getXMin(), header.getYMin(), header.getXMax(), header.getYMax(), 0, 8, 2, 1, 0);
  }

  static byte[] hhea(OpenTypeFont font, int glyphs) throws IOException {
    var header = font.getHorizontalHeader();
    return shorts(1, 0, header.getAscender(), header.getDescender(), 0, header.getAdvanceWidthMax(), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, glyphs);
  }

  static byte[] maxp(int glyphs) throws IOException {
    return shorts(1, 0, glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  static byte[] shorts(int... values) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    for (int value : values) data.writeShort(value);
    return bytes.toByteArray();
  }

  static byte[] file(TreeMap<String, byte[]> tables) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    data.writeInt(0x00010000);
    data.writeShort(tables.size());
    for (int unused = 0; unused < 3; unused++) data.writeShort(0);
    int at = 12 + 16 * tables.size();
    for (var table : tables.entrySet()) {
      data.writeBytes(table.getKey());
      data.writeInt(0);
      data.writeInt(at);
      data.writeInt(table.getValue().length);
      at += padded(table.getValue().length);
    }
    for (var table : tables.values()) {
      data.write(table);
      for (int i = table.length; i < padded(table.length); i++) data.write(0);
    }
    return bytes.toByteArray();
  }

  static int padded(int length) {
    return (length + 3) / 4 * 4;
  }

  /// One glyph's outline as TrueType has it: each cubic curve becomes as many quadratic ones as keep it in its place.
  static final class Contours {
    private final ByteArrayOutputStream flags = new ByteArrayOutputStream();
    private final ByteArrayOutputStream xs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ys = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ends = new ByteArrayOutputStream();
    private int points;
    private int contours;
    private int lastX;
    private int lastY;
    private int minX = Integer.MAX_VALUE;
    private int minY = Integer.MAX_VALUE;
    private int maxX = Integer.MIN_VALUE;
    private int maxY = Integer.MIN_VALUE;

    Contours(GeneralPath path) {
      var c = new double[6];
      double x = 0;
      double y = 0;
      for (var at = path.getPathIterator(null); !at.isDone(); at.next()) {
        switch (at.currentSegment(c)) {
          case PathIterator.SEG_MOVETO -> {
            close();
            point(x = c[0], y = c[1], true);
          }
          case PathIterator.SEG_LINETO -> point(x = c[0], y = c[1], true);
          case PathIterator.SEG_CUBICTO -> {
            cubic(x, y, c);
            x = c[4];
            y = c[5];
          }
          default -> {}
        }
      }
      close();
    }

    int left() {
      return points == 0 ? 0 : minX;
    }

    byte[] bytes() throws IOException {
      if (points == 0) return new byte[0];
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(shorts(contours, minX, minY, maxX, maxY));
      bytes.writeBytes(ends.toByteArray());
      bytes.writeBytes(shorts(0));
      bytes.writeBytes(flags.toByteArray());
      bytes.writeBytes(xs.toByteArray());
      bytes.writeBytes(ys.toByteArray());
      return bytes.toByteArray();
    }

    private void close() {
      if (points == 0 || ends.size() > 0 && ended() == points - 1) return;
      ends.write(points - 1 >> 8);
      ends.write(points - 1);
      contours++;
    }

    private int ended() {
      var bytes = ends.toByteArray();
      return (bytes[bytes.length - 2] & 255) << 8 | bytes[bytes.length - 1] & 255;
    }

    private void cubic(double x, double y, double[] c) {
      double dx = c[4] - 3 * c[2] + 3 * c[0] - x;
      double dy = c[5] - 3 * c[3] + 3 * c[1] - y;
      int parts = (int) Math.max(1, Math.ceil(Math.cbrt(Math.hypot(dx, dy) * Math.sqrt(3) / 36 / UNITS_OFF)));
      for (int i = 0; i < parts; i++) {
        double from = (double) i / parts;
        double to = (double) (i + 1) / parts;
        double third = (to - from) / 3;
        double[] p0 = {on(x, c[0], c[2], c[4], from), on(y, c[1], c[3], c[5], from)};
        double[] p3 = {on(x, c[0], c[2], c[4], to), on(y, c[1], c[3], c[5], to)};
        double[] p1 = {p0[0] + third * slope(x, c[0], c[2], c[4], from), p0[1] + third * slope(y, c[1], c[3], c[5], from)};
        double[] p2 = {p3[0] - third * slope(x, c[0], c[2], c[4], to), p3[1] - third * slope(y, c[1], c[3], c[5], to)};
        point((3 * (p1[0] + p2[0]) - p0[0] - p3[0]) / 4, (3 * (p1[1] + p2[1]) - p0[1] - p3[1]) / 4, false);
        point(p3[0], p3[1], true);
      }
    }

    private static double on(double a, double b, double c, double d, double t) {
      double u = 1 - t;
      return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }

    private static double slope(double a, double b, double c, double d, double t) {
      double u = 1 - t;
      return 3 * (u * u * (b - a) + 2 * u * t * (c - b) + t * t * (d - c));
    }

    private void point(double x, double y, boolean onCurve) {
      int toX = (int) Math.round(x);
      int toY = (int) Math.round(y);
      flags.write((onCurve ? 1 : 0) | delta(xs, toX - lastX, 2, 16) | delta(ys, toY - lastY, 4, 32));
      lastX = toX;
      lastY = toY;
      points++;
      minX = Math.min(minX, toX);
      minY = Math.min(minY, toY);
      maxX = Math.max(maxX, toX);
      maxY = Math.max(maxY, toY);
    }

    private static int delta(ByteArrayOutputStream to, int delta, int small, int sameOrPositive) {
      if (delta == 0) return sameOrPositive;
      if (Math.abs(delta) < 256) {
        to.write(Math.abs(delta));
        return delta > 0 ? small | sameOrPositive : small;
      }
      to.write(delta >> 8);
      to.write(delta);
      return 0;
    }
  }
}
