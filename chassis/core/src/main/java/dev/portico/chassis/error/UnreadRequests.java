package dev.portico.chassis.error;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/// What the container refuses before anybody else has seen it is answered in the one error shape, too.
public final class UnreadRequests extends ErrorReportValve {

    private final ApiErrors errors;

    public UnreadRequests(ApiErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        boolean silent = response.getStatus() >= 400 && response.getContentWritten() == 0;
        if (!silent || !response.setErrorReported()) return;
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(HttpHeaders.CONNECTION, "close");
            errors.write(response, Refusal.of(code(response.getStatus())));
            response.finishResponse();
        } catch (IOException e) {
            // Nobody is there any more to hear of it.
        }
    }

    // That the container can't read something is no failure of ours.
    private static ErrorCode code(int status) {
        return status == 501 || status == 505
                ? ErrorCode.BAD_REQUEST
                : ApiErrors.codeFor(HttpStatusCode.valueOf(status));
    }
}
