import CLibXML2

/// The functions that libxml2 calls while it reads. `user` is the reader's `TreeBuilder`.
enum XMLEvents {
    static let begin: startElementNsSAX2Func = { user, name, _, _, _, _, attributeCount, _, attributes in
        guard let builder = user?.assumingMemoryBound(to: TreeBuilder.self), let name else { return }
        builder.pointee.begin(name: name, attributes: attributes, attributeCount: Int(attributeCount))
    }

    static let end: endElementNsSAX2Func = { user, _, _, _ in
        user?.assumingMemoryBound(to: TreeBuilder.self).pointee.end()
    }

    static let text: charactersSAXFunc = { user, start, count in
        user?.assumingMemoryBound(to: TreeBuilder.self).pointee.text(start, Int(count))
    }

    /// The gate refuses document types; should one come past it, its content is still not read.
    static let documentType: internalSubsetSAXFunc = { user, _, _, _ in
        user?.assumingMemoryBound(to: TreeBuilder.self).pointee.refuse(.documentType)
    }

    /// libxml2's own words may quote the document, and so a number or a text; only its code is used.
    static let error: xmlStructuredErrorFunc = { user, record in
        guard let builder = user?.assumingMemoryBound(to: TreeBuilder.self), let record else { return }
        // Undeclared prefixes and the like: names are compared without prefixes here (rule T4).
        guard record.pointee.level == XML_ERR_FATAL else { return }
        let code = xmlParserErrors(UInt32(truncatingIfNeeded: record.pointee.code))
        builder.pointee.refuse(reason(code, rootHasEnded: builder.pointee.rootHasEnded))
    }

    private static func reason(_ code: xmlParserErrors, rootHasEnded: Bool) -> DocumentError.Reason {
        switch code {
        case XML_ERR_DOCUMENT_EMPTY: return .notWellFormed
        case XML_ERR_DOCUMENT_END: return rootHasEnded ? .contentBehindRoot : .truncated
        case XML_ERR_TAG_NAME_MISMATCH: return .tagMismatch
        case XML_ERR_TAG_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED,
            XML_ERR_PI_NOT_FINISHED:
            return .truncated
        case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY: return .unknownEntity
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF: return .forbiddenCharacter
        case XML_ERR_ATTRIBUTE_REDEFINED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ERR_ATTRIBUTE_NOT_STARTED,
            XML_ERR_ATTRIBUTE_NOT_FINISHED:
            return .badAttribute
        case XML_ERR_NO_MEMORY: return .outOfMemory
        default: return .notWellFormed
        }
    }
}
