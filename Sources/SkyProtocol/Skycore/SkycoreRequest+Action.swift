import CSkyTables
import SkyDocument

extension SkycoreRequest {
    /// Write a request for any action into `payload`. The request has been checked (`SkycoreActionCheck`).
    ///
    /// Names that the table of actions knows are written as documented, all others as the caller wrote them. An empty
    /// value is left out where the table knows the name (rule T17), else written as an empty element.
    ///
    /// - Throws: `.notOverGET` for what has no form there (docs/skycore.md, section 1.2), `.outOfMemory`.
    package mutating func write(
        _ request: Request, _ credentials: SkycoreCredentials, _ replacements: RequestReplacements,
        transport: Transport
    ) throws(RequestFault) {
        let root = try request.content()
        begin()
        let action = SkycoreAction(named: request.action)
        if transport == .get {
            try writeQuery(root, action, named: request.action, credentials, replacements)
        } else {
            writeDocument(root, action, named: request.action, credentials, replacements)
            wrap(for: transport)
        }
        guard isComplete else { throw RequestFault.outOfMemory }
    }

    // MARK: - XML

    private mutating func writeDocument(
        _ root: Element, _ action: SkycoreAction?, named name: UnsafeBufferPointer<UInt8>,
        _ credentials: SkycoreCredentials, _ replacements: RequestReplacements
    ) {
        let isLowerCase = action?.isLowerCase ?? false
        document.begin(isLowerCase ? "request" : "REQUEST")
        document.element(isLowerCase ? "action" : "ACTION", action?.name ?? name)
        if isLowerCase {
            credentials.apiKey.withUnsafeBufferPointer { document.element("api_key", $0) }
        } else {
            writeElements(credentials)
        }
        write(childrenOf: root, action, at: 0, replacements)
        if let sender = replacements.sender, let action, let parameter = action.missingSender(in: root) {
            write(SkycoreAction.word(parameter.name), sender)
        }
        document.end(isLowerCase ? "request" : "REQUEST")
    }

    /// Write what lies in one element. `parent` is its place in the action's parameters, -1 if the table has none.
    private mutating func write(
        childrenOf element: Element, _ action: SkycoreAction?, at parent: Int, _ replacements: RequestReplacements
    ) {
        var next = element.firstChild
        while let child = next {
            next = child.next
            if child.isText { continue }
            let place = action?.place(of: child.name, in: parent)
            let parameter = place.flatMap { action?.parameter(at: $0) }
            let name = parameter.map { SkycoreAction.word($0.name) } ?? child.name
            if child.hasChildren {
                document.begin(name, attributesOf: child)
                write(childrenOf: child, action, at: place ?? -1, replacements)
                document.end(name)
            } else if let parameter, child.value.count == 0, child.firstAttribute == nil, !parameter.isBlock {
                continue
            } else {
                document.begin(name, attributesOf: child)
                document.text(parameter.flatMap { replacements.value(for: $0) } ?? child.value)
                document.end(name)
            }
        }
    }

    private mutating func write(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        document.output.append(0x3C)
        document.output.append(name)
        document.output.append(0x3E)
        document.text(value)
        document.end(name)
    }

    // MARK: - Query

    private mutating func writeQuery(
        _ root: Element, _ action: SkycoreAction?, named name: UnsafeBufferPointer<UInt8>,
        _ credentials: SkycoreCredentials, _ replacements: RequestReplacements
    ) throws(RequestFault) {
        if let action, action.getName == nil { throw RequestFault(.notOverGET, "transport") }
        payload.append("action=")
        appendLowerCased(action?.getName ?? name)
        writeParameters(credentials)
        var next = root.firstChild
        while let child = next {
            next = child.next
            if child.isText { continue }
            try writeParameter(child, action, replacements)
        }
        if let sender = replacements.sender, let action, let parameter = action.missingSender(in: root) {
            writeParameter(SkycoreAction.word(parameter.name), sender)
        }
    }

    private mutating func writeParameter(
        _ element: Element, _ action: SkycoreAction?, _ replacements: RequestReplacements
    ) throws(RequestFault) {
        guard element.firstAttribute == nil else { throw RequestFault(.notOverGET, "attribute") }
        if element.hasChildren { return try flatten(element) }
        let parameter = action?.place(of: element.name, in: 0).flatMap { action?.parameter(at: $0) }
        if let parameter {
            if element.value.count == 0 { return }
            writeParameter(
                SkycoreAction.word(parameter.name), replacements.value(for: parameter) ?? element.value)
        } else {
            writeParameter(element.name, element.value)
        }
    }

    /// `DATA/FIRST_NAME` becomes `data_first_name`, the text for slide 3 `customtext_3`.
    private mutating func flatten(_ block: Element) throws(RequestFault) {
        guard let pattern = SkycoreAction.flattening(of: block.name) else {
            throw RequestFault(.notOverGET, "transport")
        }
        if pattern.holds == .block { return try flattenNumbered(block, pattern) }
        var next = block.firstChild
        while let child = next {
            next = child.next
            guard !child.hasChildren, child.firstAttribute == nil else {
                throw RequestFault(.notOverGET, pattern.words)
            }
            payload.append(0x26)
            payload.append(SkycoreAction.word(pattern.get_prefix))
            appendLowerCased(child.name)
            payload.append(0x3D)
            FormBody.encode(child.value, into: &payload)
        }
    }

    private mutating func flattenNumbered(_ block: Element, _ pattern: sky_parameter_row) throws(RequestFault) {
        var number: Element?
        var value: Element?
        var next = block.firstChild
        while let child = next {
            next = child.next
            if FieldName.matches(child.name, "SLIDE") {
                number = child
            } else if FieldName.matches(child.name, "VALUE") {
                value = child
            } else {
                throw RequestFault(.notOverGET, pattern.words)
            }
        }
        guard let number, let value else { throw RequestFault(.notOverGET, pattern.words) }
        payload.append(0x26)
        payload.append(SkycoreAction.word(pattern.get_prefix))
        FormBody.encode(number.value, into: &payload)
        payload.append(0x3D)
        FormBody.encode(value.value, into: &payload)
    }

    private mutating func writeParameter(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        payload.append(0x26)
        appendLowerCased(name)
        payload.append(0x3D)
        FormBody.encode(value, into: &payload)
    }

    private mutating func appendLowerCased(_ name: UnsafeBufferPointer<UInt8>) {
        for byte in name { payload.append(ByteScan.lowerCased(byte)) }
    }
}

extension RequestReplacements {
    /// What stands in for the value of a parameter, or nil.
    func value(for parameter: sky_parameter_row) -> UnsafeBufferPointer<UInt8>? {
        switch parameter.holds {
        case .msisdn: return recipient
        case .sender: return sender
        default: return nil
        }
    }
}
