package dev.portico.billing.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LinesProperties {

    @Property(tries = 300)
    void however_the_bytes_come_the_lines_are_the_same(
            @ForAll("texts") List<String> texts, @ForAll boolean windows, @ForAll @IntRange(min = 1, max = 7) int step)
            throws IOException {
        byte[] bytes = String.join(windows ? "\r\n" : "\n", texts).getBytes(UTF_8);
        var lines = new Lines(dripping(bytes, step), 1);
        var read = new ArrayList<Lines.Line>();
        for (var line = lines.next(); line != null; line = lines.next()) read.add(line);

        var expected = new ArrayList<Lines.Line>();
        for (int i = 0; i < texts.size(); i++)
            if (!texts.get(i).isBlank())
                expected.add(new Lines.Line(i + 1, texts.get(i).strip(), null));
        assertThat(read).isEqualTo(expected);
    }

    @Example
    void a_line_that_is_too_long_or_no_text_is_named_and_the_next_one_read() throws IOException {
        byte[] good = "{}\n".getBytes(UTF_8);
        byte[] long_ = ("x".repeat(Lines.LONGEST + 1) + "\n").getBytes(UTF_8);
        byte[] broken = {(byte) 0xc3, (byte) 0x28, '\n'};
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : List.of(long_, good, broken, good)) all.write(part);
        var lines = new Lines(new ByteArrayInputStream(all.toByteArray()), 7);
        assertThat(lines.next()).isEqualTo(new Lines.Line(7, null, "is longer than 65536 bytes"));
        assertThat(lines.next()).isEqualTo(new Lines.Line(8, "{}", null));
        assertThat(lines.next()).isEqualTo(new Lines.Line(9, null, "is not UTF-8"));
        assertThat(lines.next()).isEqualTo(new Lines.Line(10, "{}", null));
        assertThat(lines.next()).isNull();
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab {}\"\u00e4\u65e5\t")
                .ofMaxLength(12)
                .list()
                .ofMaxSize(20);
    }

    private static InputStream dripping(byte[] bytes, int step) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, step));
            }
        };
    }
}
