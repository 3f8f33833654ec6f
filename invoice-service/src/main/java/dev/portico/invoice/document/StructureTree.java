package dev.portico.invoice.document;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/// What a document says, as PDF keeps it: the elements, and for each page which element each of its pieces belongs to.
final class StructureTree {

    private static final COSName STRUCT_ELEM = COSName.getPDFName("StructElem");
    private static final COSName SCOPE = COSName.getPDFName("Scope");
    private static final COSName COLUMN = COSName.getPDFName("Column");
    private static final COSName TABLE = COSName.getPDFName("Table");
    private static final COSName PAGE = COSName.getPDFName("Pg");

    private final Map<Sheet, COSDictionary> pages;
    private final Map<Element, COSDictionary> written = new IdentityHashMap<>();
    private final Map<String, COSName> types = new HashMap<>();

    /// @param pages of the file, in their order
    StructureTree(Map<Sheet, COSDictionary> pages) {
        this.pages = pages;
    }

    COSDictionary of(Element document) {
        var root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
        root.setItem(COSName.K, element(document, root));
        root.setItem(COSName.PARENT_TREE, parents());
        root.setInt(COSName.PARENT_TREE_NEXT_KEY, pages.size());
        return root;
    }

    private COSDictionary element(Element element, COSDictionary parent) {
        var dictionary = new COSDictionary();
        written.put(element, dictionary);
        dictionary.setItem(COSName.TYPE, STRUCT_ELEM);
        dictionary.setItem(COSName.S, types.computeIfAbsent(element.type(), COSName::getPDFName));
        dictionary.setItem(COSName.P, parent);
        if (element.alternative() != null) dictionary.setString(COSName.ALT, element.alternative());
        if (element.type().equals("TH")) dictionary.setItem(COSName.A, scope());
        Sheet on = sheet(element);
        if (on != null) dictionary.setItem(PAGE, pages.get(on));
        var children = new COSArray();
        children.setDirect(true);
        for (Object child : element.children()) children.add(child(child, on, dictionary));
        if (children.size() == 1) dictionary.setItem(COSName.K, children.get(0));
        else if (children.size() > 1) dictionary.setItem(COSName.K, children);
        return dictionary;
    }

    private COSBase child(Object child, @Nullable Sheet on, COSDictionary parent) {
        if (child instanceof Element element) return element(element, parent);
        var piece = (Element.Piece) child;
        if (piece.sheet() == on) return COSInteger.get(piece.number());
        var reference = new COSDictionary();
        reference.setDirect(true);
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(PAGE, pages.get(piece.sheet()));
        reference.setInt(COSName.MCID, piece.number());
        return reference;
    }

    private static @Nullable Sheet sheet(Element element) {
        for (Object child : element.children()) if (child instanceof Element.Piece piece) return piece.sheet();
        return null;
    }

    private static COSDictionary scope() {
        var scope = new COSDictionary();
        scope.setDirect(true);
        scope.setItem(COSName.O, TABLE);
        scope.setItem(SCOPE, COLUMN);
        return scope;
    }

    private COSDictionary parents() {
        var numbers = new COSArray();
        int page = 0;
        for (Sheet sheet : pages.keySet()) {
            numbers.add(COSInteger.get(page++));
            numbers.add(owners(sheet.pieces()));
        }
        var tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        return tree;
    }

    private COSArray owners(List<Element> pieces) {
        var owners = new COSArray();
        for (Element piece : pieces) owners.add(written.get(piece));
        return owners;
    }
}
