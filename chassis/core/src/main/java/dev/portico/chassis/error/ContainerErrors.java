package dev.portico.chassis.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What the servlet container refuses by itself is answered in the one error shape, too.
@Controller
public final class ContainerErrors implements ErrorController {

    private final ApiErrors errors;

    public ContainerErrors(ApiErrors errors) {
        this.errors = errors;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer number ? number : 404;
        errors.write(response, Refusal.of(ApiErrors.codeFor(HttpStatusCode.valueOf(code))));
    }
}
