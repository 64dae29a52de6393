package io.countersign.systemtests.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A connection on which a test sends what no well-behaved client would. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(URI server) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Wire(socket);
        } catch (IOException refused) {
            throw new IllegalStateException("no connection", refused);
        }
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends the piece again and again, with a pause, until the server answers or hangs up; what it answered. */
    String dribbleUntilCut(String piece, int pauseMillis, int atMost) throws Exception {
        for (int i = 0; i < atMost; i++) {
            try {
                send(piece);
                socket.setSoTimeout(pauseMillis);
                int first = socket.getInputStream().read();
                socket.setSoTimeout(PATIENCE_MILLIS);
                return first < 0 ? "" : (char) first + rest();
            } catch (SocketTimeoutException goesOn) {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (SocketException hungUp) {
                return "";
            }
        }
        throw new AssertionError("the server went on listening");
    }

    /** What the server sends until it closes the connection, or nothing more comes. */
    String rest() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                answer.write(buffer, 0, n);
                socket.setSoTimeout(2_000);
            }
        } catch (SocketTimeoutException | SocketException enough) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
