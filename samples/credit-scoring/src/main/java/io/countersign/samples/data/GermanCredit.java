package io.countersign.samples.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Statlog (German Credit Data) by Hans Hofmann, UCI Machine Learning Repository, 1994, CC BY 4.0; see
 * {@code german-credit-NOTICE.txt} beside the file.
 */
public final class GermanCredit {

    /** The name under which runs log the data set. */
    public static final String NAME = "german-credit";

    /** Where the data set is published. */
    public static final String SOURCE = "https://doi.org/10.24432/C5NC77";

    /** The attribute that says how the loan went: {@code Good} or {@code Bad}. */
    public static final String CLASS = "Class";

    /** Attributes that are numbers; all others are categories. */
    public static final Set<String> NUMERIC = Set.of(
            "Duration",
            "Amount",
            "InstallmentRatePercentage",
            "ResidenceDuration",
            "Age",
            "NumberExistingCredits",
            "NumberPeopleMaintenance",
            "Telephone",
            "ForeignWorker");

    private static final String FILE = "german-credit.csv";

    private GermanCredit() {}

    /** All 1,000 applicants in the order of the file. */
    public static List<Applicant> read() {
        try (InputStream in = GermanCredit.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from this build");
            }
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Applicant> parse(InputStream in) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Applicant> applicants = new ArrayList<>();
        try (CSVParser parser = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (CSVRecord row : parser) {
                applicants.add(new Applicant(applicants.size() + 1, row.toMap()));
            }
        }
        return List.copyOf(applicants);
    }

    /**
     * SHA-256 over the rows in their order, cut to 32 hexadecimal digits because MLflow allows a data set digest 36
     * characters.
     */
    public static String digest(List<Applicant> applicants) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Applicant applicant : applicants) {
                String line = applicant.row() + ":" + new TreeMap<>(applicant.values()) + "\n";
                sha256.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
