package dev.portico.chassis.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_code_is_explained(ErrorCode code) throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "errors.md"));
        assertThat(page).contains("\n## " + code.wire() + "\n\n" + code.status() + ". ");
    }
}
