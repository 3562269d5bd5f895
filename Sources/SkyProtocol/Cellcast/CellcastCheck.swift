import CSkyTables
import SkyDocument

/// Holds a request against the table of calls (tools/data/cellcast/parameters.tsv), before anything is sent.
///
/// Parameters that the table does not have are no fault: they go out as they are. A parameter whose value is empty
/// counts as absent.
struct CellcastCheck {
    private let call: CellcastCall
    private let hasDefaultSender: Bool

    /// - Parameter hasDefaultSender: a sender that is missing will be filled in.
    init(_ call: CellcastCall, hasDefaultSender: Bool) {
        self.call = call
        self.hasDefaultSender = hasDefaultSender
    }

    /// Find the first fault of a request.
    func check(_ request: Element) throws(RequestFault) {
        try check(childrenOf: request, at: 0)
        if call.body == .list, call.largestAnswer(to: request) > DocumentLimits.bytes {
            throw RequestFault(.answerTooLarge, "message")
        }
    }

    /// Refuse what has no form in any of this provider's requests. This holds for calls that the table does not have as
    /// well.
    static func checkForm(of request: Element, takesFiles: Bool) throws(RequestFault) {
        var next = request.firstChild
        while let child = next {
            next = child.next
            if child.firstAttribute != nil { throw RequestFault(.attributesHere, "attribute") }
            if child.isFile, !takesFiles { throw RequestFault(.fileHere, "file") }
            if child.hasChildren { try checkForm(of: child, takesFiles: false) }
        }
    }

    /// Check what lies in one element: first what is missing or too much of it, then each value.
    private func check(childrenOf element: Element, at parent: Int) throws(RequestFault) {
        for index in 0..<call.parameters.count where Int(call.parameters[index].parent) == parent {
            try checkPresence(of: call.parameters[index], at: index &+ 1, in: element)
        }
        var ordinals = InlineArray<24, Int>(repeating: 0)
        var next = element.firstChild
        while let child = next {
            next = child.next
            guard let place = call.place(of: child.name, in: parent), let parameter = call.parameter(at: place) else {
                // The members of the array are objects, whatever they are called.
                if parent == 0, call.body == .list { throw RequestFault(.notBlock, "message") }
                continue
            }
            if place < ordinals.count { ordinals[place] &+= 1 }
            do throws(RequestFault) {
                try checkContent(of: child, parameter, at: place)
            } catch {
                if parameter.most > 1, place < ordinals.count { error.locate(ordinals[place]) }
                throw error
            }
        }
    }

    // MARK: - Presence

    private func checkPresence(
        of parameter: sky_cellcast_parameter, at place: Int, in element: Element
    ) throws(RequestFault) {
        let count = CellcastCheck.count(of: parameter, in: element)
        if count > Int(parameter.most) {
            throw RequestFault(.tooMany, parameter.words, limit: Int(parameter.most))
        }
        switch parameter.needed {
        case .may: break
        case .must:
            if count == 0, !(parameter.isSender && hasDefaultSender) { throw RequestFault(.missing, parameter.words) }
        case .exactlyOne:
            let givenMate = mate(of: parameter, at: place, given: true, in: element)
            if count > 0, let givenMate { throw RequestFault(.both, parameter.words, other: givenMate.words) }
            if count == 0, givenMate == nil {
                let mate = mate(of: parameter, at: place, given: false, in: element)
                throw RequestFault(.eitherMissing, parameter.words, other: mate?.words ?? PermanentWords(""))
            }
        }
    }

    /// Another member of a parameter's group that is given, or is not.
    private func mate(
        of parameter: sky_cellcast_parameter, at place: Int, given: Bool, in element: Element
    ) -> sky_cellcast_parameter? {
        for index in 0..<call.parameters.count where index &+ 1 != place {
            let other = call.parameters[index]
            if other.group == parameter.group, (CellcastCheck.count(of: other, in: element) > 0) == given {
                return other
            }
        }
        return nil
    }

    /// How often a parameter is given among an element's children, with something in it.
    static func count(of parameter: sky_cellcast_parameter, in element: Element) -> Int {
        var count = 0
        var next = element.firstChild
        while let child = next {
            next = child.next
            guard child.value.count > 0 || child.hasChildren || parameter.holds == .block else { continue }
            if FieldName.matches(child.name, parameter.nameBytes) { count &+= 1 }
        }
        return count
    }

    // MARK: - Content

    private func checkContent(
        of element: Element, _ parameter: sky_cellcast_parameter, at place: Int
    ) throws(RequestFault) {
        if parameter.holds == .block {
            if element.value.count > 0 { throw RequestFault(.notBlock, parameter.words) }
            return try check(childrenOf: element, at: place)
        }
        if element.hasChildren { throw RequestFault(.notValue, parameter.words) }
        guard element.value.count > 0 else { return }
        if element.isFile != (parameter.holds == .image) {
            throw RequestFault(element.isFile ? .fileHere : .notFile, parameter.words)
        }
        if let reason = CellcastCheck.fault(of: element.value, parameter) {
            throw RequestFault(reason, parameter.words, limit: Int(parameter.limit))
        }
    }

    private static func fault(
        of value: UnsafeBufferPointer<UInt8>, _ parameter: sky_cellcast_parameter
    ) -> RequestFault.Reason? {
        let limit = Int(parameter.limit)
        switch parameter.holds {
        case .text: return limit > 0 && UTF8.characterCount(of: value) > limit ? .tooLong : nil
        case .number: return isNumber(value, from: Int(parameter.least), to: limit) ? nil : .outOfRange
        case .sender: return CellcastSender.isSender(value) ? nil : .notSender
        case .shortCode: return CellcastSender.isShortCode(value) ? nil : .notShortCode
        case .time: return isTime(value) ? nil : .notTime
        case .image:
            if CellcastImage(value) == nil { return .notImage }
            return value.count > limit ? .tooManyBytes : nil
        case .own: return ByteScan.equal(value, "yes") ? nil : .notYes
        case .recipient, .block: return nil
        }
    }

    /// Digits without a zero in front, in a range.
    private static func isNumber(_ value: UnsafeBufferPointer<UInt8>, from least: Int, to most: Int) -> Bool {
        guard value.count <= 10, value[0] != 0x30 || value.count == 1 else { return false }
        var number = 0
        for byte in value {
            guard byte >= 0x30, byte <= 0x39 else { return false }
            number = number &* 10 &+ Int(byte &- 0x30)
        }
        return number >= least && number <= most
    }

    /// `YYYY-MM-DD hh:mm:ss` (docs/cellcast.md, section 8).
    private static func isTime(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count == 19, value[10] == 0x20, let moment = try? Moment(value) else { return false }
        return !moment.hasOffset
    }
}
