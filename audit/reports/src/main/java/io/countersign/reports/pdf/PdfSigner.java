package io.countersign.reports.pdf;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** Signs a PDF as PAdES-BASELINE-B (ETSI EN 319 142-1). The signature covers the whole file; it is the last thing added. */
public final class PdfSigner {
    private final SigningKey key;

    public PdfSigner(SigningKey key) {
        this.key = key;
    }

    /**
     * @param reason why it is signed, for readers that show it
     * @param at the time that the signature claims
     */
    public byte[] sign(byte[] pdf, String reason, Instant at) {
        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        service.setPdfObjFactory(new PdfBoxNativeObjectFactory());
        DSSDocument document = new InMemoryDocument(pdf, "report.pdf");
        PAdESSignatureParameters parameters = parameters(reason, at);
        byte[] toBeSigned = service.getDataToSign(document, parameters).getBytes();
        DSSDocument signed = service.signDocument(document, parameters, value(parameters, toBeSigned));
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 32_768);
            signed.writeTo(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException("The signed report cannot be read", failed);
        }
    }

    private PAdESSignatureParameters parameters(String reason, Instant at) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(key.certificate()));
        parameters.setCertificateChain(
                Arrays.stream(key.chain()).map(CertificateToken::new).toList());
        parameters.setReason(reason);
        parameters.setAppName("Countersign");
        parameters.bLevel().setSigningDate(Date.from(at));
        return parameters;
    }

    private SignatureValue value(PAdESSignatureParameters parameters, byte[] toBeSigned) {
        try {
            Signature signature =
                    Signature.getInstance(parameters.getSignatureAlgorithm().getJCEId());
            signature.initSign(key.privateKey());
            signature.update(toBeSigned);
            return new SignatureValue(parameters.getSignatureAlgorithm(), signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The report cannot be signed with the key of " + key.subject(), failed);
        }
    }
}
