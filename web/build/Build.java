import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Bundles the portal's web app without Node: esbuild and Preact come out of WebJars on the class path, the texts from
/// `chassis/i18n`, and everything ends hashed and compressed beside a manifest that `PortalAssets` reads.
///
/// `java -classpath <webjars> build/Build.java <folder of the module>`
public final class Build {
  // Languages that say only what another one says differently where they are spoken.
  static final Map<String, String> OVERLAYS = Map.of("en-GB", "en", "fr-CA", "fr", "es-419", "es");
  // Which files hold the texts of the app, and those that only some screens need and that come with them.
  static final Map<String, List<String>> PARTS = new TreeMap<>(Map.of(
      "app", List.of("common", "web"), "account", List.of("account"), "inbox", List.of("inbox"), "cancel", List.of("cancel"), "pay", List.of("pay"), "correct", List.of("correct")));
  static final List<String> SHELL_TEXTS =
      List.of("noscript", "unknown_host.title", "unknown_host.body", "error.title", "error.body");
  static final Pattern TEXT = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");
  static final Pattern STATIC_IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([^\"]+)\"");

  final Path module;
  final Path tool;
  final Path texts;
  final Path output;
  final List<String> languages;

  Build(Path module) throws IOException {
    this.module = module;
    this.tool = module.resolve("target/tool");
    this.texts = module.resolve("../chassis/i18n/src/main/resources/i18n/messages").normalize();
    this.output = module.resolve("target/classes/dev/portico/web/portal");
    try (var folders = Files.list(texts)) {
      this.languages = folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  public static void main(String[] args) throws Exception {
    new Build(Path.of(args[0]).toAbsolutePath().normalize()).run();
  }

  void run() throws Exception {
    var started = System.nanoTime();
    empty(output);
    unpack("preact", tool.resolve("node_modules/preact"));
    writeMessages();
    bundle(esbuild());
    var manifest = manifest();
    compress();
    Files.write(output.resolve("manifest.tsv"), lines(manifest));
    System.out.printf("web: %d files in %d ms%n", count(), (System.nanoTime() - started) / 1_000_000);
  }

  // ---- tools ----

  Path esbuild() throws Exception {
    var own = System.getenv("ESBUILD");
    if (own != null) return Path.of(own);
    unpack("esbuild__", tool.resolve("esbuild"));
    var binary = tool.resolve("esbuild/bin/esbuild");
    if (!Files.exists(binary)) {
      System.err.printf(
          "There is no esbuild jar for %s on %s. Set ESBUILD to an esbuild program (npm: esbuild), or use the released web jar.%n",
          System.getProperty("os.name"), System.getProperty("os.arch"));
      System.exit(1);
    }
    binary.toFile().setExecutable(true);
    return binary;
  }

  void unpack(String name, Path folder) throws IOException {
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).getFileName().toString().startsWith(name)) continue;
      try (var jar = new JarFile(entry)) {
        for (var file : jar.stream().filter(e -> !e.isDirectory()).toList()) {
          var parts = file.getName().split("/", 6); // META-INF/resources/webjars/<name>/<version>/<path>
          if (parts.length < 6 || !parts[2].equals("webjars")) continue;
          var target = folder.resolve(parts[5]).normalize();
          if (!target.startsWith(folder)) throw new IOException("Bad entry " + file.getName());
          if (Files.exists(target) && Files.size(target) == file.getSize()) continue;
          Files.createDirectories(target.getParent());
          try (var in = jar.getInputStream(file)) {
            Files.write(target, in.readAllBytes());
          }
        }
      }
    }
  }

  // ---- texts ----

  // Texts are not bundled: forty languages in six parts would name two hundred files in the first script. They lie beside
  // it under one hash of them all.
  void writeMessages() throws Exception {
    var files = new TreeMap<String, String>();
    for (var tag : languages) for (var part : PARTS.keySet()) files.put(part + "_" + tag, module(tag, part));
    var digest = MessageDigest.getInstance("SHA-256").digest(files.toString().getBytes(StandardCharsets.UTF_8));
    var hash = HexFormat.of().withUpperCase().formatHex(digest, 0, 4);
    for (var file : files.entrySet()) Files.writeString(output.resolve(file.getKey() + "-" + hash + ".js"), file.getValue());
    var folder = Files.createDirectories(tool.resolve("messages"));
    Files.writeString(folder.resolve("index.js"), """
        export const supported = %s;
        export function texts(part, tag) {
          const file = './' + part + '_' + tag + '-%s.js';
          return import(file);
        }
        """.formatted(languages.stream().map(Build::quoted).toList(), hash));
  }

  String module(String tag, String part) throws IOException {
    var all = new LinkedHashMap<String, String>();
    for (var name : PARTS.get(part)) {
      var parent = OVERLAYS.get(tag);
      if (parent != null) all.putAll(read(parent, name));
      all.putAll(read(tag, name));
    }
    return all.entrySet().stream().map(text -> text.getKey() + ":" + text.getValue()).collect(Collectors.joining(",", "export default {", "}"));
  }

  // The texts of a file, keys and values in their quotes; none where an overlay has no such file.
  Map<String, String> read(String tag, String name) throws IOException {
    var file = texts.resolve(tag).resolve(name + ".json");
    var all = new LinkedHashMap<String, String>();
    if (OVERLAYS.containsKey(tag) && !Files.exists(file)) return all;
    TEXT.matcher(Files.readString(file)).results().forEach(text -> all.put(text.group(1), text.group(2)));
    return all;
  }

  static String quoted(Object text) {
    return '"' + text.toString().replace("\\", "\\\\") + '"';
  }

  String text(String tag, String key) throws IOException {
    var parent = OVERLAYS.get(tag);
    var found = read(tag, "web").get(quoted(key));
    if (found == null && parent != null) return text(parent, key);
    if (found == null || found.contains("\\")) throw new IOException("web.json of " + tag + " lacks a plain text " + key);
    return found.substring(1, found.length() - 1);
  }

  // ---- bundle ----

  void bundle(Path esbuild) throws Exception {
    var command = List.of(
        esbuild.toString(),
        module.resolve("src/app/portal.tsx").toString(),
        module.resolve("src/styles/portal.css").toString(),
        "--bundle", "--minify", "--splitting", "--format=esm", "--charset=utf8", "--log-level=warning",
        "--legal-comments=none", "--target=chrome123,firefox120,safari17.5",
        "--jsx=automatic", "--jsx-import-source=preact",
        "--alias:messages=" + tool.resolve("messages/index.js"),
        "--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]", "--asset-names=[name]-[hash]",
        "--outdir=" + output);
    var process = new ProcessBuilder(command).directory(module.toFile()).inheritIO();
    process.environment().put("NODE_PATH", tool.resolve("node_modules").toString());
    if (process.start().waitFor() != 0) System.exit(1);
  }

  // ---- manifest ----

  Map<String, String> manifest() throws IOException {
    var manifest = new TreeMap<String, String>();
    for (var file : files()) {
      var name = file.getFileName().toString();
      var stem = name.replaceFirst("-[A-Z0-9]{8}\\.\\w+$", "");
      if (name.equals(stem)) throw new IOException("Not hashed: " + name);
      manifest.put("asset." + name, name.endsWith(".css") ? "text/css;charset=utf-8" : "text/javascript;charset=utf-8");
      if (name.endsWith(".css")) manifest.put("style", name);
      else if (stem.equals("portal")) manifest.put("entry", name + importsOf(file));
      else if (stem.startsWith("app_")) manifest.put("language." + stem.substring(4), name);
      else if (!stem.equals("chunk") && !stem.contains("_")) manifest.put("screen." + stem, name + importsOf(file));
    }
    for (var tag : languages) {
      for (var key : SHELL_TEXTS) manifest.put("text." + tag + "." + key, text(tag, "shell." + key));
    }
    return manifest;
  }

  String importsOf(Path file) throws IOException {
    return STATIC_IMPORT.matcher(Files.readString(file)).results().map(m -> " " + m.group(1)).distinct()
        .collect(Collectors.joining());
  }

  static List<String> lines(Map<String, String> manifest) {
    return manifest.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList();
  }

  // ---- compression ----

  void compress() throws IOException {
    var brotli = Brotli4jLoader.isAvailable();
    if (!brotli) System.out.println("web: no brotli for this platform, gzip only");
    for (var file : files()) {
      var bytes = Files.readAllBytes(file);
      Files.write(Path.of(file + ".gz"), gzip(bytes));
      if (brotli) Files.write(Path.of(file + ".br"), Encoder.compress(bytes, Encoder.Parameters.create(11)));
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(buffer) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    }) {
      gzip.write(bytes);
    }
    return buffer.toByteArray();
  }

  // ---- files ----

  List<Path> files() throws IOException {
    try (var files = Files.list(output)) {
      return files.filter(f -> f.toString().matches(".*\\.(js|css)")).sorted().toList();
    }
  }

  long count() throws IOException {
    return files().size();
  }

  static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
      }
    }
    Files.createDirectories(folder);
  }
}
