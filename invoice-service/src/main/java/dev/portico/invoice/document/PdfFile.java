package dev.portico.invoice.document;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Writes placed pages as a file that keeps PDF/A-3a (archives) and PDF/UA-1 (accessibility) at once.
final class PdfFile {

    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final byte[] SRGB_DEFLATED = deflated(SRGB);
    private static final String ATTACHMENT = "factur-x.xml";

    private final InvoiceDocument document;
    private final Layout layout;

    PdfFile(InvoiceDocument document, Layout layout) {
        this.document = document;
        this.layout = layout;
    }

    byte[] bytes() throws IOException {
        try (var pdf = new PDDocument()) {
            pdf.setVersion(1.7f);
            // Else the file's id would come from the clock, and the same invoice would have other bytes each time.
            pdf.setDocumentId(document.issuedAt().toEpochMilli());
            Map<Sheet, COSDictionary> pages = pages(pdf);
            describe(pdf.getDocumentCatalog().getCOSObject(), pages);
            var bytes = new ByteArrayOutputStream(32_768);
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private Map<Sheet, COSDictionary> pages(PDDocument pdf) throws IOException {
        var fonts = new COSDictionary();
        for (Subset subset : layout.flow().fonts().values())
            fonts.setItem(subset.face().name(), EmbeddedFont.of(subset));
        var pages = new LinkedHashMap<Sheet, COSDictionary>();
        var size = new PDRectangle(document.style().width(), document.style().height());
        for (Sheet sheet : layout.flow().sheets()) {
            var page = new PDPage(size);
            var resources = new COSDictionary();
            resources.setItem(COSName.FONT, fonts);
            if (!sheet.pictures().isEmpty()) resources.setItem(COSName.XOBJECT, pictures(sheet));
            page.getCOSObject().setItem(COSName.RESOURCES, resources);
            page.getCOSObject().setItem(COSName.CONTENTS, Streams.of(sheet.content()));
            page.getCOSObject().setInt(COSName.STRUCT_PARENTS, pages.size());
            page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
            pdf.addPage(page);
            pages.put(sheet, page.getCOSObject());
        }
        return pages;
    }

    private void describe(COSDictionary catalog, Map<Sheet, COSDictionary> pages) throws IOException {
        catalog.setString(COSName.LANG, document.language());
        catalog.setItem(COSName.MARK_INFO, dictionary(COSName.getPDFName("Marked")));
        catalog.setItem(COSName.VIEWER_PREFERENCES, viewing());
        catalog.setItem(COSName.STRUCT_TREE_ROOT, new StructureTree(pages).of(layout.said()));
        COSStream metadata = Streams.plain(Metadata.of(document).getBytes(StandardCharsets.UTF_8));
        metadata.setItem(COSName.TYPE, COSName.METADATA);
        metadata.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
        catalog.setItem(COSName.METADATA, metadata);
        var intents = new COSArray();
        intents.add(colors());
        catalog.setItem(COSName.OUTPUT_INTENTS, intents);
        if (document.attached() != null) attach(catalog, document.attached());
    }

    private COSDictionary viewing() {
        COSDictionary viewing = dictionary(COSName.getPDFName("DisplayDocTitle"));
        if (document.rightToLeft()) viewing.setName("Direction", "R2L");
        return viewing;
    }

    private static COSDictionary dictionary(COSName isTrue) {
        var dictionary = new COSDictionary();
        dictionary.setDirect(true);
        dictionary.setBoolean(isTrue, true);
        return dictionary;
    }

    private static COSDictionary colors() throws IOException {
        var intent = new COSDictionary();
        intent.setItem(COSName.TYPE, COSName.OUTPUT_INTENT);
        intent.setItem(COSName.S, COSName.GTS_PDFA1);
        intent.setString(COSName.OUTPUT_CONDITION_IDENTIFIER, "sRGB");
        intent.setString(COSName.INFO, "sRGB IEC61966-2.1");
        COSStream profile = Streams.deflated(SRGB_DEFLATED, SRGB.length);
        profile.setInt(COSName.N, 3);
        intent.setItem(COSName.DEST_OUTPUT_PROFILE, profile);
        return intent;
    }

    private void attach(COSDictionary catalog, InvoiceDocument.Attachment attachment) throws IOException {
        COSStream file = Streams.of(attachment.xml());
        file.setItem(COSName.TYPE, COSName.EMBEDDED_FILE);
        file.setItem(COSName.SUBTYPE, COSName.getPDFName("text/xml"));
        var parameters = new COSDictionary();
        parameters.setDirect(true);
        parameters.setInt(COSName.SIZE, attachment.xml().length);
        parameters.setDate(
                COSName.MOD_DATE, GregorianCalendar.from(document.issuedAt().atZone(ZoneOffset.UTC)));
        file.setItem(COSName.PARAMS, parameters);
        var files = new COSDictionary();
        files.setItem(COSName.F, file);
        files.setItem(COSName.UF, file);
        var specification = new COSDictionary();
        specification.setItem(COSName.TYPE, COSName.getPDFName("Filespec"));
        specification.setString(COSName.F, ATTACHMENT);
        specification.setString(COSName.UF, ATTACHMENT);
        specification.setString(COSName.DESC, attachment.description());
        specification.setName("AFRelationship", "Alternative");
        specification.setItem(COSName.EF, files);
        var associated = new COSArray();
        associated.add(specification);
        catalog.setItem(COSName.getPDFName("AF"), associated);
        var names = new COSArray();
        names.add(new COSString(ATTACHMENT));
        names.add(specification);
        var embedded = new COSDictionary();
        embedded.setItem(COSName.NAMES, names);
        var all = new COSDictionary();
        all.setItem(COSName.EMBEDDED_FILES, embedded);
        catalog.setItem(COSName.NAMES, all);
    }

    private static COSDictionary pictures(Sheet sheet) throws IOException {
        var pictures = new COSDictionary();
        for (int i = 0; i < sheet.pictures().size(); i++) {
            Picture picture = sheet.pictures().get(i);
            COSStream image = Streams.of(picture.pixels());
            image.setItem(COSName.TYPE, COSName.XOBJECT);
            image.setItem(COSName.SUBTYPE, COSName.IMAGE);
            image.setInt(COSName.WIDTH, picture.width());
            image.setInt(COSName.HEIGHT, picture.height());
            image.setInt(COSName.BITS_PER_COMPONENT, 8);
            image.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
            pictures.setItem("I" + i, image);
        }
        return pictures;
    }

    private static byte[] deflated(byte[] content) {
        try {
            return Streams.deflate(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
