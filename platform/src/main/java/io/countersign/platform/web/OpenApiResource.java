package io.countersign.platform.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Serves the contract of the product's own API, the very file that the documentation keeps. */
@Path("/v1/openapi")
public class OpenApiResource {
    static final String FILE = "/io/countersign/platform/openapi.yaml";

    /** The OpenAPI document, UTF-8; public, since it tells nothing that the documentation does not. */
    @GET
    @PermitAll
    @Produces("application/yaml")
    public byte[] document() throws IOException {
        try (InputStream file = OpenApiResource.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(file, FILE).readAllBytes();
        }
    }
}
