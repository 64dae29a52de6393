package io.countersign.reports.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Prints a page of HTML as PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), with embedded fonts. Nothing is fetched: a
 * page that refers to a file or an address prints without it.
 */
public final class PdfPrinter {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        XRLog.setLoggerImpl(new Slf4jLogger());
    }

    /** The PDF, without attachments and signature. */
    public byte[] print(String html, String softwareVersion) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(html, null)
                .usePdfUaAccessibility(true)
                .usePdfAConformance(PdfAConformance.PDFA_3_A)
                .useColorProfile(SRGB)
                .withProducer("Countersign " + softwareVersion)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .defaultTextDirection(TextDirection.LTR)
                .toStream(out);
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, when);
        }
        fonts(builder);
        try {
            builder.run();
        } catch (IOException failed) {
            throw new UncheckedIOException("The report cannot be printed", failed);
        }
        return out.toByteArray();
    }

    private static void fonts(PdfRendererBuilder builder) {
        font(builder, "DejaVuSansCondensed.ttf", "Report Sans", 400, FontStyle.NORMAL);
        font(builder, "DejaVuSansCondensed-Bold.ttf", "Report Sans", 700, FontStyle.NORMAL);
        font(builder, "DejaVuSansCondensed-Oblique.ttf", "Report Sans", 400, FontStyle.ITALIC);
        font(builder, "DejaVuSansMono.ttf", "Report Mono", 400, FontStyle.NORMAL);
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight, FontStyle style) {
        builder.useFont(() -> open(file), family, weight, style, true);
    }

    private static InputStream open(String file) {
        String path = "/net/sf/jasperreports/fonts/dejavu/" + file;
        return Objects.requireNonNull(PdfPrinter.class.getResourceAsStream(path), path);
    }
}
