package dev.portico.contract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The sources of everything, parsed: what reflection does not show, which is comments and what methods check.
final class Sources {

    private final Map<String, Type> types = new HashMap<>();
    private final Trees trees;

    /// A type in its file.
    ///
    /// @param name as [Class#getName()] has it
    record Type(String name, ClassTree tree, TreePath path, Map<String, String> imports) {

        List<MethodTree> methods(String named) {
            return tree.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .filter(method -> method.getName().contentEquals(named))
                    .toList();
        }

        String packageName() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        /// What a simple name may stand for here.
        Stream<String> meant(String simple) {
            return Stream.of(
                    name + "$" + simple,
                    name.replaceAll("\\$[^$]*$", "") + "$" + simple,
                    imports.getOrDefault(simple, ""),
                    packageName() + "." + simple);
        }
    }

    /// @param root the repository
    Sources(Path root) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(root, 12)) {
            List<Path> sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/dev/portico/"))
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, _ -> {}, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            trees = Trees.instance(task);
            for (CompilationUnitTree file : task.parse()) index(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Type> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    Stream<Type> inPackage(String name) {
        return types.values().stream().filter(type -> type.packageName().equals(name));
    }

    Doc of(Class<?> type) {
        return find(type.getName()).map(found -> doc(found.path())).orElse(Doc.NONE);
    }

    Doc of(java.lang.reflect.Method method) {
        return find(method.getDeclaringClass().getName()).stream()
                .flatMap(type -> type.methods(method.getName()).stream()
                        .filter(tree -> tree.getParameters().size() == method.getParameterCount())
                        .map(tree -> doc(new TreePath(type.path(), tree))))
                .findFirst()
                .orElse(Doc.NONE);
    }

    private Doc doc(TreePath path) {
        return Doc.read(trees.getDocComment(path));
    }

    private void index(CompilationUnitTree file) {
        Map<String, String> imports = new HashMap<>();
        for (ImportTree line : file.getImports()) {
            String name = line.getQualifiedIdentifier().toString();
            if (name.startsWith("dev.portico.")) imports.put(name.substring(name.lastIndexOf('.') + 1), nested(name));
        }
        new TreePathScanner<@Nullable Void, String>() {
            @Override
            public @Nullable Void visitClass(ClassTree tree, String around) {
                String name = around + tree.getSimpleName();
                if (!tree.getSimpleName().isEmpty()) types.put(name, new Type(name, tree, getCurrentPath(), imports));
                return super.visitClass(tree, name + "$");
            }
        }.scan(file, file.getPackageName() + ".");
    }

    private static String nested(String name) {
        return name.replaceAll("(\\.[A-Z][A-Za-z0-9]*)\\.([A-Z])", "$1\\$$2");
    }
}
