package dev.portico.billing.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The payment provider's webhook. Nobody is signed in here: the signature is the credential, and what is signed says
/// whose money it is.
@RestController
final class NoticeApi {

    private final Hearing hearing;

    NoticeApi(Hearing hearing) {
        this.hearing = hearing;
    }

    /// Takes what the payment provider tells by himself. Answers as soon as it is written down.
    ///
    /// @throws Refusal `forbidden` if it is not signed by the provider
    @PostMapping("/provider-webhooks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hear(HttpServletRequest request) throws IOException {
        String payload = new String(request.getInputStream().readAllBytes(), UTF_8);
        String signature =
                Objects.requireNonNullElse(request.getHeader(hearing.provider().header()), "");
        hearing.hear(payload, signature);
    }
}
