package io.countersign.samples.training;

import io.countersign.samples.metrics.Curve;
import io.countersign.samples.metrics.Scores;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of a test evaluation, as PNG. */
final class Plots {

    private static final Logger LOG = Logger.getLogger(Plots.class.getName());
    private static final int BINS = 10;
    private static final boolean CAN_DRAW = canDrawText();

    private Plots() {}

    /** PNG by file name; empty, with one warning in the log, where Java has no fonts to draw with. */
    static Map<String, byte[]> of(String title, Scores scores) {
        if (!CAN_DRAW) {
            return Map.of();
        }
        Map<String, byte[]> plots = new LinkedHashMap<>();
        plots.put(
                "roc.png", png(chart(title + ": ROC", "False positive rate", "True positive rate"), Curve.roc(scores)));
        plots.put(
                "calibration.png",
                png(
                        chart(title + ": calibration", "Predicted probability", "Observed share"),
                        Curve.calibration(scores, BINS)));
        return plots;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(480)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        XYSeries diagonal = chart.addSeries("diagonal", List.of(0.0, 1.0), List.of(0.0, 1.0));
        diagonal.setMarker(SeriesMarkers.NONE).setLineColor(Color.LIGHT_GRAY);
        return chart;
    }

    private static byte[] png(XYChart chart, Curve curve) {
        chart.addSeries("test", curve.x(), curve.y())
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.BLUE);
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A minimal Linux without fontconfig or any font lets Java's font system fail with errors of several kinds. A run
     * without its plots is worth more than no run.
     */
    private static boolean canDrawText() {
        try {
            BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            return image.createGraphics().getFontMetrics().stringWidth("x") > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.log(Level.WARNING, "Plots are left out: Java finds no fonts here (install fontconfig and a font)", e);
            return false;
        }
    }
}
