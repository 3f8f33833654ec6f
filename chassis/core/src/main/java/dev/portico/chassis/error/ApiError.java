package dev.portico.chassis.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success, in the shape that Paddle's SDKs read.
public record ApiError(Problem error, Meta meta) {

    /// @param errors what is wrong field by field; absent unless fields are
    public record Problem(
            String type,
            String code,
            String detail,
            String documentationUrl,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<FieldError> errors) {}

    public record Meta(String requestId) {}

    static ApiError of(Refusal refusal, String documentation, String requestId) {
        ErrorCode code = refusal.code();
        var problem = new Problem(
                code.type(),
                code.wire(),
                refusal.detail(),
                documentation + "#" + code.wire(),
                refusal.errors().isEmpty() ? null : refusal.errors());
        return new ApiError(problem, new Meta(requestId));
    }
}
