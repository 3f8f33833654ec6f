package dev.portico.invoice.document;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// What a file says of itself, in XMP: which norms it keeps, and what is attached.
final class Metadata {

    private static final String SCHEMAS = """
            <pdfaExtension:schemas><rdf:Bag>\
            <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>%s</rdf:Seq></pdfaSchema:property></rdf:li>%s\
            </rdf:Bag></pdfaExtension:schemas>""";
    private static final String FACTURX = """
            <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>\
            <pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>%s</rdf:Seq></pdfaSchema:property></rdf:li>""";
    private static final String PROPERTY = """
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>%s</pdfaProperty:name>\
            <pdfaProperty:valueType>%s</pdfaProperty:valueType><pdfaProperty:category>%s</pdfaProperty:category>\
            <pdfaProperty:description>%s</pdfaProperty:description></rdf:li>""";
    private static final String UA_SCHEMA =
            PROPERTY.formatted("part", "Integer", "internal", "Which part of ISO 14289 is kept");
    private static final String FX_SCHEMA =
            FACTURX.formatted(PROPERTY.formatted("DocumentFileName", "Text", "external", "The attached file")
                    + PROPERTY.formatted("DocumentType", "Text", "external", "What is attached")
                    + PROPERTY.formatted("Version", "Text", "external", "The version of the norm")
                    + PROPERTY.formatted("ConformanceLevel", "Text", "external", "The profile of the norm"));
    private static final String FX_VALUES = """
            <fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>\
            <fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>""";

    private Metadata() {}

    static String of(InvoiceDocument document) {
        boolean attached = document.attached() != null;
        String created =
                DateTimeFormatter.ISO_INSTANT.format(document.issuedAt().truncatedTo(ChronoUnit.SECONDS));
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
                xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
                xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#" \
                xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
                xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
                <pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>\
                <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\
                <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\
                <xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\
                <xmp:CreatorTool>Portico</xmp:CreatorTool><pdf:Producer>Portico</pdf:Producer>%s%s\
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end="r"?>""".formatted(
                        escaped(document.title()),
                        escaped(document.author()),
                        document.language(),
                        created,
                        created,
                        attached ? FX_VALUES : "",
                        SCHEMAS.formatted(UA_SCHEMA, attached ? FX_SCHEMA : ""));
    }

    private static String escaped(String text) {
        return Clean.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
