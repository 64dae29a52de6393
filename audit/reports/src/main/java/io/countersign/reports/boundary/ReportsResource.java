package io.countersign.reports.boundary;

import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.reports.control.MakeReport;
import io.countersign.reports.control.ReadableSubjects;
import io.countersign.reports.control.StoredReports;
import io.countersign.reports.entity.MadeReport;
import io.countersign.reports.entity.ReportId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compliance reports, as docs/architecture.md lists them. */
@Path("/v1/reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReportsResource {
    private static final int LARGEST_PAGE = 200;

    @Inject
    CurrentActor actor;

    @Inject
    MakeReport makeReport;

    @Inject
    StoredReports reports;

    @Inject
    ReadableSubjects readable;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        Role.Names.AUDITOR,
        Role.Names.ADMIN,
        Role.Names.RISK_APPROVER,
        Role.Names.MODEL_OWNER,
        Role.Names.VALIDATOR
    })
    public Response make(MakeReportRequest request, @Context UriInfo uri) {
        MakeReportRequest.SubjectRef about = Objects.requireNonNull(request.subject());
        Subject subject = new Subject(Objects.requireNonNull(about.kind()), Objects.requireNonNull(about.id()));
        String template = Objects.requireNonNull(request.template());
        MakeReport.requireAbout(template, subject);
        readable.require(actor.get(), subject);
        MadeReport made = makeReport.make(actor.get(), template, subject);
        return Response.created(
                        uri.getAbsolutePathBuilder().path(made.id().toString()).build())
                .entity(ReportResponse.from(made))
                .build();
    }

    @GET
    @Authenticated
    public Page<ReportResponse> list(
            @QueryParam("subjectKind") @Nullable String subjectKind,
            @QueryParam("subjectId") @Nullable String subjectId,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @DefaultValue("50") String maxResults) {
        Actor caller = actor.get();
        Page<MadeReport> page = reports.list(
                subjectKind,
                subjectId,
                PageToken.parse(pageToken),
                size(maxResults),
                subject -> readable.mayRead(caller, subject));
        return new Page<>(page.items().stream().map(ReportResponse::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/{id}")
    @Authenticated
    public ReportResponse get(@PathParam("id") String id) {
        return ReportResponse.from(read(ReportId.parse(id)));
    }

    @GET
    @Path("/{id}/pdf")
    @Produces("application/pdf")
    @Authenticated
    public Response pdf(@PathParam("id") String id) {
        ReportId report = ReportId.parse(id);
        read(report);
        byte[] pdf = reports.download(actor.get(), report);
        return Response.ok(pdf, "application/pdf")
                .header("Content-Disposition", "attachment; filename=\"countersign-report-" + report + ".pdf\"")
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** The report, when the caller may read what it is about. */
    private MadeReport read(ReportId id) {
        MadeReport report = reports.get(id);
        readable.require(actor.get(), report.subject());
        return report;
    }

    private static int size(String maxResults) {
        try {
            int size = Integer.parseInt(maxResults);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw badSize(maxResults);
        }
        throw badSize(maxResults);
    }

    private static ProblemException badSize(String maxResults) {
        return ProblemException.invalid(
                "maxResults is a number from 1 to " + LARGEST_PAGE + ", not \"" + maxResults + "\"");
    }
}
