package io.countersign.platform.http;

import java.io.IOException;

/** The server does not call this address; the message says why and may be shown to the person who entered it. */
public class OutboundRefused extends IOException {
    private static final long serialVersionUID = 1L;

    OutboundRefused(String reason) {
        super(reason);
    }
}
