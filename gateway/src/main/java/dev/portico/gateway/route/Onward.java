package dev.portico.gateway.route;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/// A request on its way to a service. If its body breaks off on this side it breaks off on that one, too: the client
/// would end it in good order, and half of an import would be taken for all of it.
final class Onward extends HttpUriRequestBase {

    private static final long serialVersionUID = 1L;

    Onward(String method, URI uri) {
        super(method, uri);
    }

    @Override
    public void setEntity(HttpEntity entity) {
        super.setEntity(new HttpEntityWrapper(entity) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                try {
                    super.writeTo(out);
                } catch (IOException | RuntimeException e) {
                    abort();
                    throw e;
                }
            }
        });
    }
}
