package dev.portico.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.testing.Samples;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpTest {

    private static final Letter LETTER = new Letter("Ihr Beleg", "text", "<p>html</p>");

    private final PostOffice office = new PostOffice();
    private final JavaMailSenderImpl server = new JavaMailSenderImpl();
    private final Smtp smtp = new Smtp(
            server, new EmailSettings("mail.example", Duration.ZERO, null), Clock.fixed(Samples.AT, ZoneOffset.UTC));

    @BeforeEach
    void connect() {
        server.setHost("127.0.0.1");
        server.setPort(office.port());
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void a_letter_says_who_writes_where_to_answer_and_that_a_machine_wrote_it() throws MessagingException {
        send("ada@customers.example", LETTER);
        MimeMessage mail = office.delivered.getFirst();
        assertThat(mail.getHeader("From", null)).isEqualTo("The Shop <billing@mail.example>");
        assertThat(mail.getHeader("Reply-To", null)).isEqualTo("help@shop.example");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("Message-ID", null)).isEqualTo("<cause@portico.localhost>");
        assertThat(mail.getSentDate()).isEqualTo(Samples.AT);
    }

    @Test
    void letters_of_one_round_share_a_connection() {
        try (Smtp.Line line = smtp.line()) {
            for (int i = 0; i < 5; i++) line.send(to("ada@customers.example"), Samples.merchant("mer_1"), LETTER, null);
        }
        assertThat(office.delivered).hasSize(5);
        assertThat(office.connections).hasValue(1);
    }

    @Test
    void a_line_break_in_a_name_does_not_become_a_header() throws MessagingException {
        send("ada@customers.example", new Letter("Pro\nBcc: eve@evil.example\r\nX-Evil: 1", "text", "html"));
        MimeMessage mail = office.delivered.getFirst();
        assertThat(mail.getSubject()).isEqualTo("Pro Bcc: eve@evil.example X-Evil: 1");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X-Evil")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"250,550", "250,553", "250,511"})
    void an_address_that_is_refused_for_good_is_not_tried_again(int sender, int recipient) {
        answering(sender, recipient);
        assertThatThrownBy(() -> send("ada@customers.example", LETTER)).isInstanceOf(Smtp.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"250,450", "250,452", "451,250", "530,250", "550,250", "250,530"})
    void what_may_pass_or_is_our_own_fault_is_tried_again(int sender, int recipient) {
        answering(sender, recipient);
        assertThatThrownBy(() -> send("ada@customers.example", LETTER)).isInstanceOf(MailSendException.class);
    }

    @Test
    void a_server_that_is_away_is_tried_again() {
        office.close();
        assertThatThrownBy(() -> send("ada@customers.example", LETTER)).isInstanceOf(MailSendException.class);
    }

    @Test
    void what_is_no_address_is_not_tried_again() {
        assertThatThrownBy(() -> send("ada at home", LETTER)).isInstanceOf(Smtp.Refused.class);
    }

    private void answering(int sender, int recipient) {
        office.answerToSender = sender;
        office.answerToRecipient = recipient;
    }

    private void send(String to, Letter letter) {
        try (Smtp.Line line = smtp.line()) {
            line.send(to(to), Samples.merchant("mer_1"), letter, null);
        }
    }

    private static Email to(String address) {
        return AnEmail.receiptFor(address, Samples.AT);
    }
}
