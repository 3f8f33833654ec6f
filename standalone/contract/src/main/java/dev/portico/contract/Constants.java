package dev.portico.contract;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Optional;

/// What literals and names of constants stand for, as far as the sources say it.
final class Constants {

    private final Sources sources;

    Constants(Sources sources) {
        this.sources = sources;
    }

    Optional<ExpressionTree> of(Sources.Type at, ExpressionTree tree) {
        return constant(at, tree, 0);
    }

    /// The words in a set that is written down as one.
    Optional<List<String>> words(Sources.Type at, ExpressionTree tree) {
        return of(at, tree)
                .filter(set -> set.toString().matches("(?s)(Set|List)\\.of\\(.*"))
                .map(set -> ((MethodInvocationTree) set)
                        .getArguments().stream()
                                .flatMap(item -> word(at, item).stream())
                                .sorted()
                                .toList())
                .filter(words -> !words.isEmpty());
    }

    Optional<String> word(Sources.Type at, ExpressionTree tree) {
        return of(at, tree)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> ((LiteralTree) literal).getValue())
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    // A literal stands for itself, a name for what a constant of that name begins with.
    private Optional<ExpressionTree> constant(Sources.Type at, ExpressionTree tree, int depth) {
        if (depth > 3) return Optional.empty();
        return switch (tree) {
            case IdentifierTree name
            when isConstant(name.getName().toString()) ->
                initial(at, name.getName().toString())
                        .or(() -> sources.find(at.name().replaceAll("\\$[^$]*$", ""))
                                .flatMap(outer -> initial(outer, name.getName().toString())))
                        .flatMap(value -> constant(at, value, depth + 1));
            case MemberSelectTree select
            when isConstant(select.getIdentifier().toString()) ->
                at.meant(select.getExpression().toString())
                        .flatMap(name -> sources.find(name).stream())
                        .flatMap(type -> initial(type, select.getIdentifier().toString()).stream())
                        .findFirst()
                        .flatMap(value -> constant(at, value, depth + 1));
            case LiteralTree _, MethodInvocationTree _ -> Optional.of(tree);
            default -> Optional.empty();
        };
    }

    private static boolean isConstant(String name) {
        return name.matches("[A-Z][A-Z0-9_]*");
    }

    private static Optional<ExpressionTree> initial(Sources.Type type, String constant) {
        return type.tree().getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> field.getName().contentEquals(constant) && field.getInitializer() != null)
                .map(VariableTree::getInitializer)
                .findFirst();
    }
}
