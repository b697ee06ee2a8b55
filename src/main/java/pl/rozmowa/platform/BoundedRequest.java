package pl.rozmowa.platform;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body ends in {@code too_large} (413) instead of filling the memory. */
final class BoundedRequest extends HttpServletRequestWrapper {

    private static final long JSON_BYTES = 4L * 1024 * 1024;
    private static final long FILE_BYTES = 60L * 1024 * 1024;

    private final long limit;

    private BoundedRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    /**
     * @throws Problem at once when the request announces too much
     */
    static HttpServletRequest of(HttpServletRequest request) {
        String type = request.getContentType();
        boolean file =
                type != null
                        && (type.startsWith("multipart/")
                                || type.startsWith("application/octet-stream"));
        long limit = file ? FILE_BYTES : JSON_BYTES;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        return new BoundedRequest(request, limit);
    }

    private static Problem tooLarge() {
        return new Problem("too_large", 413);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream(), limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private long left;

        Counted(ServletInputStream in, long limit) {
            this.in = in;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            left -= n;
            if (left < 0) {
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
