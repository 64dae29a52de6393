package io.countersign.systemtests.hostile;

import io.countersign.systemtests.identity.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The endpoints as the resource classes declare them, with the parameters that are written down for each: in the template, in
 * the OpenAPI file, in the list of MLflow's endpoints.
 *
 * @param endpoint as declared
 * @param path what its template matches, with a group for each parameter
 * @param inPath names of its template's parameters
 * @param all names of all its parameters
 */
record Declared(Endpoint endpoint, Pattern path, List<String> inPath, Set<String> all) {

    static List<Declared> all(List<Endpoint> endpoints) {
        List<Declared> declared = endpoints.stream().map(Declared::of).toList();
        for (io.countersign.systemtests.hostile.Endpoint written : io.countersign.systemtests.hostile.Endpoint.all()) {
            find(declared, written.method(), sample(written)).ifPresent(found -> {
                found.all().addAll(written.query());
                written.body().path("properties").fieldNames().forEachRemaining(found.all()::add);
            });
        }
        return declared;
    }

    /** Those that are written down nowhere, so that nobody knows their parameters. */
    static Set<String> unwritten(List<Declared> declared) {
        Set<String> unwritten = new TreeSet<>();
        declared.forEach(each -> unwritten.add(each.toString()));
        for (io.countersign.systemtests.hostile.Endpoint written : io.countersign.systemtests.hostile.Endpoint.all()) {
            find(declared, written.method(), sample(written)).ifPresent(found -> unwritten.remove(found.toString()));
        }
        return unwritten;
    }

    /** A path that the endpoint is called by. */
    private static String sample(io.countersign.systemtests.hostile.Endpoint written) {
        return written.path().replaceAll("\\{[^}]+}", "1");
    }

    /** The endpoint that a call of this path reaches: of those that match, the one that says most by itself (JAX-RS 3.7.2). */
    static Optional<Declared> find(List<Declared> declared, String verb, String path) {
        return declared.stream()
                .filter(each -> each.endpoint().verb().equals(verb)
                        && each.path().matcher(path).matches())
                .max(Comparator.comparingInt(each -> each.literals()));
    }

    private int literals() {
        return template().replaceAll("\\{[^}]*}", "").length();
    }

    /** The template without the patterns of its parameters. */
    String template() {
        StringBuilder plain = new StringBuilder();
        String text = endpoint.template();
        for (int i = 0, depth = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && depth++ == 0) {
                int end = text.indexOf('}', i);
                String name = text.substring(i + 1, end).split(":", 2)[0].strip();
                plain.append('{').append(name).append('}');
            } else if (c == '}') {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static Declared of(Endpoint endpoint) {
        Declared bare = new Declared(endpoint, Pattern.compile(""), List.of(), Set.of());
        Matcher places = Pattern.compile("\\{([^}]+)}").matcher(bare.template());
        List<String> names = new ArrayList<>();
        StringBuilder expression = new StringBuilder();
        int from = 0;
        while (places.find()) {
            names.add(places.group(1));
            expression
                    .append(Pattern.quote(bare.template().substring(from, places.start())))
                    .append(endpoint.template().contains("{" + places.group(1) + ": .") ? "(.+)" : "([^/]+)");
            from = places.end();
        }
        expression.append(Pattern.quote(bare.template().substring(from)));
        return new Declared(endpoint, Pattern.compile(expression.toString()), names, new TreeSet<>(names));
    }

    /** Names of the template's parameters to which a call gives something of the other side. */
    Set<String> foreignInPath(String path) {
        Set<String> foreign = new TreeSet<>();
        Matcher matched = this.path.matcher(path);
        if (matched.matches()) {
            for (int i = 0; i < inPath.size(); i++) {
                if (matched.group(i + 1).contains("${b.")) {
                    foreign.add(inPath.get(i));
                }
            }
        }
        return foreign;
    }

    @Override
    public String toString() {
        return endpoint.verb() + " " + template();
    }
}
