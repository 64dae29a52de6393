package io.countersign.systemtests.identity;

import io.countersign.platform.web.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint as its resource class declares it.
 *
 * @param verb HTTP method
 * @param template path below the mount, with its parameters in braces
 * @param open whether anybody may call it
 * @param roles roles of which a caller needs one; empty when any caller may
 */
public record Endpoint(String verb, String template, boolean open, Set<String> roles) {
    /** For parameters that are no ids, by their name or by the pattern that they must match. */
    private static final Map<String, String> NOTHING = Map.of(
            "version",
            "1",
            "step",
            "create",
            "role",
            "engineer",
            "section",
            "purpose",
            "entries/.+",
            "entries/0",
            "[0-9]+/.+",
            "0/000");

    /** All endpoints of a resource class; a method that declares nothing and whose class does not either is an error. */
    public static Stream<Endpoint> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> verb(method).stream().map(verb -> endpoint(resource, method, verb)));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Endpoint endpoint(Class<?> resource, Method method, String verb) {
        String template = path(resource) + path(method);
        AnnotatedElement declared = declares(method) ? method : resource;
        if (!declares(declared)) {
            throw new AssertionError(method + " declares no access");
        }
        RolesAllowed roles = declared.getAnnotation(RolesAllowed.class);
        return new Endpoint(
                verb,
                template,
                declared.isAnnotationPresent(PermitAll.class),
                roles == null ? Set.of() : Set.of(roles.value()));
    }

    private static boolean declares(AnnotatedElement element) {
        return element.isAnnotationPresent(RolesAllowed.class)
                || element.isAnnotationPresent(PermitAll.class)
                || element.isAnnotationPresent(Authenticated.class);
    }

    private static String path(AnnotatedElement element) {
        @Nullable Path path = element.getAnnotation(Path.class);
        if (path == null || path.value().isEmpty() || path.value().equals("/")) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }

    boolean admits(@Nullable String role) {
        return open || roles.isEmpty() || roles.contains(role);
    }

    /** A path that names nothing that exists. */
    String nowhere() {
        return filled(Map.of());
    }

    /** The path with these parameters; what they leave out names nothing that exists. */
    String filled(Map<String, String> parameters) {
        StringBuilder path = new StringBuilder("/api");
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) != '{') {
                path.append(template.charAt(i));
                continue;
            }
            int end = closing(i);
            String[] parameter = template.substring(i + 1, end).split(":", 2);
            String name = parameter[0].strip();
            String pattern = parameter.length == 1 ? "" : parameter[1].strip();
            path.append(parameters.getOrDefault(
                    name,
                    NOTHING.getOrDefault(name, NOTHING.getOrDefault(pattern, "00000000-0000-7000-8000-000000000000"))));
            i = end;
        }
        return path.toString();
    }

    /** Where the parameter ends that begins there; its pattern may hold braces. */
    private int closing(int start) {
        int depth = 0;
        for (int i = start; i < template.length(); i++) {
            depth += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(template);
    }

    @Override
    public String toString() {
        return verb + " " + template;
    }
}
