import CLibXML2
import CPlatform

/// Reads XML documents into one tree, which it keeps and fills anew for each.
///
/// libxml2 does the parsing, by its push interface on a context that is kept: measured, that takes half the time of
/// a reused pull context and a quarter of libxml2's own tree (`docs/architecture.md`). The document goes into the
/// reset and not into the parse call, because otherwise no byte order mark is looked for.
///
/// A reader belongs to one thread at a time.
package final class XMLReader {
    /// A context's dictionary keeps every name it ever met; hostile documents must not fill memory for ever.
    private static let documentsPerContext = 10_000
    private static let namesPerContext: Int32 = 1000

    private var gate = XMLGate()
    private var context: xmlParserCtxtPtr?
    private var documents = 0
    private let builder: UnsafeMutablePointer<TreeBuilder>

    /// A reader; nil if memory ran out. (A function and no failable initialiser: what an initialiser of a class has
    /// allocated when it fails is lost in Embedded Swift.)
    @export(interface)
    package static func make() -> XMLReader? {
        guard let state = TreeBuilder(), let memory = malloc(MemoryLayout<TreeBuilder>.stride) else { return nil }
        let builder = memory.bindMemory(to: TreeBuilder.self, capacity: 1)
        builder.initialize(to: state)
        return XMLReader(builder)
    }

    private init(_ builder: UnsafeMutablePointer<TreeBuilder>) {
        self.builder = builder
    }

    deinit {
        dropContext()
        builder.deinitialize(count: 1)
        free(builder)
    }

    /// Elements, attributes and pieces of text of the document read last.
    package var nodeCount: Int { builder.pointee.tree.nodeCount }

    /// Read a document.
    ///
    /// - Parameter input: the bytes as they came in; UTF-8, UTF-16 with a mark, or declared ISO-8859-1 or US-ASCII.
    ///   Nothing of them is kept.
    /// - Returns: the root element, valid until the next call.
    /// - Throws: what is wrong, with the offset in `input` (rules T1, T2, T15, T16).
    @export(interface)
    package func read(_ input: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Element {
        builder.pointee.reset()
        if builder.pointee.readPlain(input), let root = builder.pointee.tree.root { return root }
        return try readThoroughly(input)
    }

    /// Read a document with libxml2, whatever it is like.
    func readThoroughly(_ input: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Element {
        builder.pointee.reset()
        let document = try gate.admit(input)
        parse(document)
        if let reason = builder.pointee.refusal {
            let offset = builder.pointee.refusalOffset
            let isCutOff = reason == .notWellFormed && offset >= document.count
            throw DocumentError(isCutOff ? .truncated : reason, at: gate.sourceOffset(of: offset, in: input))
        }
        builder.pointee.pad()
        guard !builder.pointee.tree.bytes.hasFailed else { throw DocumentError(.outOfMemory, at: -1) }
        guard builder.pointee.rootHasEnded, let root = builder.pointee.tree.root else {
            throw DocumentError(.truncated, at: input.count)
        }
        return root
    }

    /// Let libxml2 go over the document; what went wrong is in the builder afterwards.
    private func parse(_ document: UnsafeBufferPointer<UInt8>) {
        guard let context = freshContext() else { return builder.pointee.refuse(.outOfMemory) }
        documents &+= 1
        var lastError = xmlError()
        sky_xml_set_aside_last_error(&lastError)
        defer { sky_xml_put_back_last_error(&lastError) }
        // Both sizes fit: the gate admits 8 MiB at most, transcoded at most twice that.
        let isReset = document.withMemoryRebound(to: CChar.self) { chars in
            xmlCtxtResetPush(context, chars.baseAddress, Int32(truncatingIfNeeded: chars.count), nil, nil)
        }
        guard isReset == 0 else {
            dropContext()
            return builder.pointee.refuse(.outOfMemory)
        }
        _ = xmlParseChunk(context, nil, 0, 1)
        if context.pointee.wellFormed == 0 { builder.pointee.refuse(.notWellFormed) }
        // A stopped context does not start again; and one that failed may hold libxml2's own half-built state.
        if builder.pointee.refusal != nil { dropContext() }
    }

    private func freshContext() -> xmlParserCtxtPtr? {
        if documents >= XMLReader.documentsPerContext { dropContext() }
        if let context, xmlDictSize(context.pointee.dict) > XMLReader.namesPerContext { dropContext() }
        if let context { return context }
        var handler = xmlSAXHandler()
        sky_xml_fill_handler(
            &handler, XMLEvents.begin, XMLEvents.end, XMLEvents.text, XMLEvents.documentType, XMLEvents.error)
        context = xmlCreatePushParserCtxt(&handler, builder, nil, 0, nil)
        // The host may have set libxml2's process-wide defaults; options of the context win over them.
        builder.pointee.parser = context
        if let context { _ = xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue)) }
        return context
    }

    private func dropContext() {
        if let context { xmlFreeParserCtxt(context) }
        context = nil
        builder.pointee.parser = nil
        documents = 0
    }
}
