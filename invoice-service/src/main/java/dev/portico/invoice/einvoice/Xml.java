package dev.portico.invoice.einvoice;

import dev.portico.chassis.money.Money;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writes XML, element by element. What is absent is left out.
final class Xml {

    // The JDK's own, whatever else is on the class path.
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final int USUAL_SIZE = 8192;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    private final Map<String, String> namespaces;
    private final XMLStreamWriter out;

    /// @param namespaces by their prefixes; the one of the root has none
    Xml(Map<String, String> namespaces) {
        // In order, so that the same invoice has the same bytes each time.
        this.namespaces = new TreeMap<>(namespaces);
        try {
            this.out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    /// The whole document.
    byte[] document(String root, Runnable content) {
        write(() -> {
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            start(root);
            for (var namespace : namespaces.entrySet()) {
                if (namespace.getKey().isEmpty()) out.writeDefaultNamespace(namespace.getValue());
                else out.writeNamespace(namespace.getKey(), namespace.getValue());
            }
            content.run();
            out.writeEndDocument();
            out.close();
        });
        return bytes.toByteArray();
    }

    void element(String name, Runnable content) {
        write(() -> {
            start(name);
            content.run();
            out.writeEndElement();
        });
    }

    void text(String name, @Nullable Object value) {
        text(name, value, null, "");
    }

    /// @param attribute absent if it has none
    void text(String name, @Nullable Object value, @Nullable String attribute, String meaning) {
        String text = value == null ? null : Legible.of(value.toString());
        if (text == null) return;
        write(() -> {
            start(name);
            if (attribute != null) out.writeAttribute(attribute, meaning);
            out.writeCharacters(text);
            out.writeEndElement();
        });
    }

    static String amount(Money amount) {
        return ElectronicInvoice.decimal(amount).toPlainString();
    }

    private void start(String name) throws XMLStreamException {
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        out.writeStartElement(prefix, name.substring(colon + 1), namespaces.getOrDefault(prefix, ""));
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
