package dev.portico.chassis.error;

import java.util.List;

/// A request is refused for a reason that its sender may know. Costs no stack trace.
public final class Refusal extends RuntimeException {

    private final ErrorCode code;
    private final String detail;
    private final transient List<FieldError> errors;

    private Refusal(ErrorCode code, String detail, List<FieldError> errors) {
        super(code.wire(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public static Refusal of(ErrorCode code) {
        return new Refusal(code, code.detail(), List.of());
    }

    /// @param detail for people; must hold nothing that the sender may not know
    public static Refusal of(ErrorCode code, String detail) {
        return new Refusal(code, detail, List.of());
    }

    public static Refusal field(String field, String message) {
        return fields(List.of(new FieldError(field, message)));
    }

    public static Refusal fields(List<FieldError> errors) {
        return new Refusal(ErrorCode.INVALID_FIELD, ErrorCode.INVALID_FIELD.detail(), errors);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
