package dev.portico.contract;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What a controller's method asks of a request before it does anything, and why it may refuse: read off the calls of
/// `Fields` and the mentions of `ErrorCode` in it and in what it calls within its service.
final class Demands {

    private static final Pattern ABSENT = Pattern.compile("^\\(?(?:\\w+\\.)?(\\w+)(?:\\(\\))? == null");
    private static final Pattern REFUSED = Pattern.compile("Refusal\\.field\\(\"(\\w+)\"");

    final Set<String> required = new TreeSet<>();
    final Map<String, List<String>> oneOf = new TreeMap<>();
    final Map<String, Integer> longest = new TreeMap<>();
    final Map<String, int[]> ranges = new TreeMap<>();
    final Map<String, String> rules = new TreeMap<>();
    final Set<String> emails = new TreeSet<>();
    final Set<String> codes = new TreeSet<>();

    /// What a patch reads a field as: the name of a class, with `[]` behind it for a list of such.
    final Map<String, String> patched = new TreeMap<>();

    /// What it says to answer with, where the method itself names a `HttpStatus`.
    int status;

    private final Method handler;
    private final Sources sources;
    private final Constants constants;
    private final Set<MethodTree> read = new HashSet<>();

    private Demands(Method handler, Sources sources) {
        this.handler = handler;
        this.sources = sources;
        this.constants = new Constants(sources);
    }

    static Demands of(Method handler, Sources sources) {
        var demands = new Demands(handler, sources);
        sources.find(handler.getDeclaringClass().getName())
                .ifPresent(type -> type.methods(handler.getName()).stream()
                        .filter(tree -> tree.getParameters().size() == handler.getParameterCount())
                        .forEach(tree -> demands.read(type, tree)));
        return demands;
    }

    private void read(Sources.Type type, MethodTree method) {
        if (read.add(method)) new Reader(type, method).scan(method.getBody(), null);
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Sources.Type type;
        private final MethodTree method;

        Reader(Sources.Type type, MethodTree method) {
            this.type = type;
            this.method = method;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
            if (select.getExpression().toString().equals("ErrorCode"))
                codes.add(select.getIdentifier().toString());
            boolean own = type.name().equals(handler.getDeclaringClass().getName())
                    && method.getName().contentEquals(handler.getName());
            if (own && status == 0 && select.getExpression().toString().equals("HttpStatus"))
                status = HttpStatus.valueOf(select.getIdentifier().toString()).value();
            return super.visitMemberSelect(select, nothing);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            String name = call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : call.getMethodSelect().toString();
            List<? extends ExpressionTree> arguments = call.getArguments();
            text(arguments, 0).ifPresentOrElse(field -> check(name, field, arguments), () -> follow(call, name));
            return super.visitMethodInvocation(call, nothing);
        }

        // `if (items == null …) throw Refusal.field("items", …)`
        @Override
        public @Nullable Void visitIf(IfTree branch, @Nullable Void nothing) {
            var absent = ABSENT.matcher(branch.getCondition().toString());
            var refused = REFUSED.matcher(branch.getThenStatement().toString());
            if (absent.find() && refused.find() && Names.wire(absent.group(1)).equals(refused.group(1)))
                required.add(refused.group(1));
            return super.visitIf(branch, nothing);
        }

        private void check(String name, String field, List<? extends ExpressionTree> arguments) {
            switch (name) {
                case "value", "list" -> {
                    if (arguments.size() == 3)
                        patched(arguments.get(1))
                                .ifPresent(
                                        kind -> patched.putIfAbsent(field, name.equals("list") ? kind + "[]" : kind));
                }
                case "required" -> required.add(field);
                case "email" -> emails.add(field);
                case "oneOf" -> {
                    if (arguments.size() == 3)
                        constants.words(type, arguments.get(2)).ifPresent(words -> oneOf.putIfAbsent(field, words));
                }
                case "text" -> {
                    if (arguments.size() == 3)
                        number(arguments.get(2)).ifPresent(most -> longest.putIfAbsent(field, most));
                }
                case "range" -> {
                    Optional<Integer> least = number(arguments.get(2));
                    Optional<Integer> most = number(arguments.get(3));
                    if (least.isPresent() && most.isPresent())
                        ranges.putIfAbsent(field, new int[] {least.get(), most.get()});
                }
                case "matches" -> text(arguments, 3).ifPresent(rule -> rules.putIfAbsent(field, rule));
                default -> {}
            }
        }

        private Optional<String> patched(ExpressionTree kind) {
            String simple = kind.toString().replaceAll("\\.class$", "").replace('.', '$');
            return type.meant(simple)
                    .filter(name -> sources.find(name).isPresent())
                    .findFirst()
                    .or(() -> Optional.of("java.lang." + simple)
                            .filter(name -> name.matches(".*\\.(Boolean|Integer|Long|String)")));
        }

        private void follow(MethodInvocationTree call, String name) {
            int size = call.getArguments().size();
            callees(call, name)
                    .forEach(target -> target.methods(name).stream()
                            .filter(tree -> tree.getParameters().size() == size && tree.getBody() != null)
                            .forEach(tree -> Demands.this.read(target, tree)));
        }

        // Where the type of what is called can't be told without compiling, its package is searched for the name.
        private Stream<Sources.Type> callees(MethodInvocationTree call, String name) {
            if (!(call.getMethodSelect() instanceof MemberSelectTree select)) return Stream.of(type);
            if (!(select.getExpression() instanceof IdentifierTree on)) return Stream.empty();
            String word = on.getName().toString();
            if (word.equals("this")) return Stream.of(type);
            if (Character.isUpperCase(word.charAt(0))) return type(word);
            Optional<String> declared = declared(word);
            if (declared.isPresent()) return type(declared.get());
            return sources.inPackage(type.packageName())
                    .filter(other -> !other.name().endsWith("Api")
                            && !other.methods(name).isEmpty());
        }

        private Optional<String> declared(String variable) {
            return Stream.<Object>concat(method.getParameters().stream(), type.tree().getMembers().stream())
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(tree -> tree.getName().contentEquals(variable))
                    .map(tree -> tree.getType()
                            .toString()
                            .replaceAll("@\\w+(\\.\\w+)* ", "")
                            .replaceAll("<.*", ""))
                    .findFirst();
        }

        private Stream<Sources.Type> type(String simple) {
            return type.meant(simple.replace('.', '$'))
                    .flatMap(name -> sources.find(name).stream())
                    .limit(1);
        }

        private Optional<String> text(List<? extends ExpressionTree> arguments, int index) {
            return index < arguments.size() ? constants.word(type, arguments.get(index)) : Optional.empty();
        }

        private Optional<Integer> number(ExpressionTree tree) {
            return constants
                    .of(type, tree)
                    .filter(LiteralTree.class::isInstance)
                    .map(literal -> ((LiteralTree) literal).getValue())
                    .filter(Integer.class::isInstance)
                    .map(Integer.class::cast);
        }
    }
}
